using System.Diagnostics;
using System.Globalization;
using Pipeline.ObjectStorage.Local;

namespace Pipeline.ObjectStorage.Tests.Killing;

/// <summary>The process that is killed: it runs a scenario against a folder, prints each crash point that it passes, and ends itself as <c>kill -9</c> does after so many.</summary>
internal static class KillHost
{
    public static async Task<int> RunAsync(string folder, string scenario, string killAfter)
    {
        var left = int.Parse(killAfter, CultureInfo.InvariantCulture);
        var location = new ObjectStoreLocation { Kind = ObjectStoreKind.LocalDisk, Container = folder };
        await using var store = new LocalObjectStore(location, new ObjectStoreOptions(), presigning: null, point =>
        {
            Console.Out.WriteLine(point);
            Console.Out.Flush();
            if (--left == 0)
                Process.GetCurrentProcess().Kill();
        });
        await KillScenario.Find(scenario).ActAsync(store);
        return 0;
    }

    /// <summary>Starts such a process and waits for its end.</summary>
    public static async Task<IReadOnlyList<LocalCrashPoint>> StartAsync(string folder, string scenario, int killAfter)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(KillHost).Assembly.Location, folder, scenario, killAfter.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(killAfter > 0, process.ExitCode != 0);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<LocalCrashPoint>)];
    }
}
