using System.Diagnostics;
using System.Globalization;
using Pipeline.Engine.Caching;

namespace Pipeline.Engine.Tests.Caching;

/// <summary>
/// The test assembly as a program: one run of <see cref="CachedBuild"/>'s target in a process of its own, which can kill itself
/// at a crash point. <c>dotnet exec Pipeline.Engine.Tests.dll ROOT STORE [CRASH-POINT OCCURRENCE]</c>; or <c>measure ROOT STORE</c>.
/// </summary>
internal static class CacheProbe
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["measure", var measuredRoot, var measuredStore])
            return await MeasureAsync(measuredRoot, measuredStore);

        var (root, storeDirectory) = (arguments[0], arguments[1]);
        var remaining = arguments.Length > 2 ? int.Parse(arguments[3], CultureInfo.InvariantCulture) : 0;
        void OnCrashPoint(string name)
        {
            if (arguments.Length > 2 && name == arguments[2] && Interlocked.Decrement(ref remaining) == 0)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }

        var store = new LocalCacheStore(storeDirectory, new LocalCacheStoreOptions { CrashPoint = OnCrashPoint });
        await using var cache = new TargetCache(new TargetCacheOptions { RootDirectory = root, StateDirectory = Path.Combine(root, ".state"), Store = store, CrashPoint = OnCrashPoint });
        var spec = new CacheSpec { Inputs = ["src/**"], Outputs = ["output"] };
        var decision = await cache.CheckAsync("Copy", spec, CancellationToken.None);
        if (decision.State == CacheState.Miss)
        {
            CachedBuild.Copy(root);
            if (await cache.SaveAsync("Copy", spec, decision, CancellationToken.None) is { } warning)
            {
                await Console.Error.WriteLineAsync(warning);
                return 1;
            }
        }

        Console.WriteLine(decision.State);
        return 0;
    }

    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(CacheProbe).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    // For figures, not for tests: how long deciding takes in a fresh process.
    private static async Task<int> MeasureAsync(string root, string storeDirectory)
    {
        for (var i = 1; i <= 3; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var cache = new TargetCache(new TargetCacheOptions { RootDirectory = root, StateDirectory = Path.Combine(root, ".state"), Store = new LocalCacheStore(storeDirectory) });
            var spec = new CacheSpec { Inputs = ["src/**/*.cs", "!**/obj"], Outputs = ["output"] };
            var decision = await cache.CheckAsync("Copy", spec, CancellationToken.None);
            Console.WriteLine($"check {i}: {decision.State} in {watch.Elapsed.TotalMilliseconds:0.0} ms, {cache.HashedFiles} files hashed");
            if (decision.State == CacheState.Miss)
            {
                watch.Restart();
                Directory.CreateDirectory(Path.Combine(root, "output"));
                for (var file = 0; file < 100; file++)
                    await File.WriteAllTextAsync(Path.Combine(root, "output", $"{file}.txt"), new string('x', 10_000) + file);
                var wrote = watch.Elapsed;
                var warning = await cache.SaveAsync("Copy", spec, decision, CancellationToken.None);
                Console.WriteLine($"save: {(watch.Elapsed - wrote).TotalMilliseconds:0.0} ms for 100 outputs {warning}");
            }

            watch.Restart();
            await cache.CompleteAsync(CancellationToken.None);
            Console.WriteLine($"complete: {watch.Elapsed.TotalMilliseconds:0.0} ms");
        }

        return 0;
    }
}
