using Pipeline.Engine.Caching;
using Pipeline.Engine.Tests.Globbing;

namespace Pipeline.Engine.Tests.Caching;

/// <summary>A checkout with a cache, and one target in it that copies <c>src/**</c> to <c>output/</c> in capitals.</summary>
internal sealed class CachedBuild : IDisposable
{
    public CachedBuild()
    {
        Directory.CreateDirectory(Files["root"]);
        Write("src/a.txt", "a");
        Write("src/deep/b.txt", "b");
    }

    public FileTree Files { get; } = new();

    public string Root => Files["root"];

    public string StoreDirectory => Files["store"];

    /// <summary>Ahead of the real clock, so that files written just now are old enough to be trusted, unless a test is about that.</summary>
    public ManualClock Clock { get; } = new() { Offset = TimeSpan.FromMinutes(1) };

    public bool Reuse { get; set; } = true;

    public ICacheStore? Store { get; set; }

    public Action<string>? CrashPoint { get; set; }

    public Dictionary<string, string?> Environment { get; } = [];

    public int Runs { get; private set; }

    public long HashedFiles { get; private set; }

    public string? Warning { get; private set; }

    /// <summary>Called instead of the usual work.</summary>
    public Action? Work { get; set; }

    public CacheSpec Spec { get; set; } = new() { Inputs = ["src/**"], Outputs = ["output"] };

    public string this[string relativePath] => Path.Combine(Root, relativePath);

    public string Write(string relativePath, string content) => Files.Write("root/" + relativePath, content);

    public string Read(string relativePath) => File.ReadAllText(this[relativePath]);

    public TargetCache Open() => new(new TargetCacheOptions
    {
        RootDirectory = Root,
        StateDirectory = this[".state"],
        Store = Store ?? new LocalCacheStore(StoreDirectory, new LocalCacheStoreOptions { CrashPoint = CrashPoint }),
        Reuse = Reuse,
        Clock = Clock,
        ReadEnvironmentVariable = x => Environment.GetValueOrDefault(x),
        CrashPoint = CrashPoint,
    });

    /// <summary>One run of the build, as the executor does it.</summary>
    public async Task<CacheDecision> RunAsync(string target = "Copy")
    {
        await using var cache = Open();
        var decision = await RunAsync(cache, target, Spec);
        HashedFiles = cache.HashedFiles;
        return decision;
    }

    public async Task<CacheDecision> RunAsync(TargetCache cache, string target, CacheSpec spec)
    {
        Warning = null;
        var decision = await cache.CheckAsync(target, spec, CancellationToken.None);
        if (decision.State != CacheState.Miss)
            return decision;
        Runs++;
        (Work ?? Copy)();
        Warning = await cache.SaveAsync(target, spec, decision, CancellationToken.None);
        return decision;
    }

    public void Copy() => Copy(Root);

    public static void Copy(string root)
    {
        var source = Path.Combine(root, "src");
        var output = Path.Combine(root, "output");
        if (Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(output, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.WriteAllText(to, File.ReadAllText(file).ToUpperInvariant());
        }
    }

    /// <summary>Fails unless the output is exactly what the present sources give.</summary>
    public void AssertOutputIsRight()
    {
        static Dictionary<string, string> Contents(string directory) => !Directory.Exists(directory)
            ? []
            : Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).ToDictionary(x => Path.GetRelativePath(directory, x), File.ReadAllText);

        Assert.Equal(
            Contents(this["src"]).ToDictionary(x => x.Key, x => x.Value.ToUpperInvariant()).OrderBy(x => x.Key, StringComparer.Ordinal),
            Contents(this["output"]).OrderBy(x => x.Key, StringComparer.Ordinal));
    }

    public void Dispose() => Files.Dispose();
}
