using System.Diagnostics;
using Pipeline.Engine.Caching;

namespace Pipeline.Engine.Tests.Caching;

public sealed class FailingStoreTests : IDisposable
{
    private readonly CachedBuild _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public async Task A_full_disk_is_a_warning_and_the_build_goes_on()
    {
        using var disk = TinyDisk.Mount(_build.Files["tiny"]);
        _build.Store = disk is not null ? new LocalCacheStore(_build.Files["tiny/store"]) : new FullStore();
        _build.Write("src/big.txt", new string('x', 200_000));

        var first = await _build.RunAsync();
        var warning = _build.Warning;
        var second = await _build.RunAsync();

        Assert.Equal(CacheState.Miss, first.State);
        Assert.Contains("PIPE0110", warning, StringComparison.Ordinal);
        Assert.Contains("The result of target 'Copy' can't be kept in", warning, StringComparison.Ordinal);
        Assert.Contains("No space left on device", warning, StringComparison.Ordinal);
        Assert.Contains("Free space", warning, StringComparison.Ordinal);
        Assert.Equal(CacheState.UpToDate, second.State);
        if (disk is not null)
            Assert.DoesNotContain(Directory.EnumerateFiles(_build.Files["tiny"], "*.writing", SearchOption.AllDirectories), _ => true);
    }

    [Fact]
    public async Task A_failing_store_is_reported_once_in_a_run()
    {
        _build.Store = new FullStore();
        await using var cache = _build.Open();

        await _build.RunAsync(cache, "First", new CacheSpec { Inputs = ["src/**"], Outputs = ["output/a.txt"] });
        var first = _build.Warning;
        await _build.RunAsync(cache, "Second", new CacheSpec { Inputs = ["src/**"], Outputs = ["output/deep/b.txt"] });

        Assert.NotNull(first);
        Assert.Null(_build.Warning);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_a_warning()
    {
        File.WriteAllText(_build.StoreDirectory, "a file where the directory should be");

        await _build.RunAsync();

        Assert.Contains("PIPE0110", _build.Warning, StringComparison.Ordinal);
        Assert.Contains(_build.StoreDirectory, _build.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_directory_that_cannot_be_written_is_a_warning()
    {
        _build.Write(".state", "a file where the directory should be");
        var warnings = new List<string?>();
        CacheDecision decision;
        await using (var cache = _build.Open())
        {
            decision = await _build.RunAsync(cache, "Copy", _build.Spec);
            warnings.Add(_build.Warning);
            warnings.Add(await cache.CompleteAsync(CancellationToken.None));
        }

        Assert.Contains("can't be remembered", decision.Reasons[^1], StringComparison.Ordinal);
        Assert.Contains("What target 'Copy' made can't be remembered", warnings[0], StringComparison.Ordinal);
        _build.AssertOutputIsRight();
    }

    [Fact]
    public async Task A_store_that_cannot_tidy_up_says_so_and_harms_nothing()
    {
        _build.Store = new FullStore { FailsOnlyTidying = true };
        await using var cache = _build.Open();
        await _build.RunAsync(cache, "Copy", _build.Spec);

        var warning = await cache.CompleteAsync(CancellationToken.None);

        Assert.Null(_build.Warning);
        Assert.Contains("can't be tidied up: No space left on device", warning, StringComparison.Ordinal);
        Assert.Null(await cache.CompleteAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_a_miss_with_the_reason()
    {
        _build.Store = new FullStore { FailsReading = true };

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Miss, decision.State);
        Assert.Contains("PIPE0111: full store can't be read: No route to host", decision.Reasons);
    }

    [Fact]
    public async Task A_store_that_breaks_off_while_restoring_leaves_the_outputs_alone()
    {
        await _build.RunAsync();
        _build.Write("output/a.txt", "by hand");
        _build.Store = new BreakingStore(new LocalCacheStore(_build.StoreDirectory));

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Miss, decision.State);
        Assert.Contains("PIPE0111: the outputs can't be restored from breaking store: Connection reset by peer", decision.Reasons);
        _build.AssertOutputIsRight();
    }

    [Fact]
    public async Task Cancellation_is_not_mistaken_for_a_failure_of_the_store()
    {
        await using var cache = _build.Open();
        var decision = await cache.CheckAsync("Copy", _build.Spec, CancellationToken.None);
        _build.Copy();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cache.SaveAsync("Copy", _build.Spec, decision, new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cache.CheckAsync("Other", _build.Spec, new CancellationToken(canceled: true)));
    }

    private sealed class FullStore : ICacheStore
    {
        public bool FailsReading { get; init; }

        public bool FailsOnlyTidying { get; init; }

        public string Description => "full store";

        public Task<byte[]?> FindEntryAsync(string key, CancellationToken cancellationToken) =>
            FailsReading ? throw new HttpRequestException("No route to host") : Task.FromResult<byte[]?>(null);

        public Task SaveEntryAsync(string key, byte[] entry, CancellationToken cancellationToken) => FailsOnlyTidying ? Task.CompletedTask : throw Full();

        public Task<bool> HasBlobAsync(string hash, CancellationToken cancellationToken) => Task.FromResult(false);

        public Task<Stream?> OpenBlobAsync(string hash, CancellationToken cancellationToken) => Task.FromResult<Stream?>(null);

        public Task SaveBlobAsync(string hash, Stream content, CancellationToken cancellationToken) => FailsOnlyTidying ? Task.CompletedTask : throw Full();

        public Task RemoveBlobAsync(string hash, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task TidyAsync(CancellationToken cancellationToken) => throw Full();

        private static IOException Full() => new("No space left on device", 28);
    }

    private sealed class BreakingStore(ICacheStore inner) : ICacheStore
    {
        public string Description => "breaking store";

        public Task<byte[]?> FindEntryAsync(string key, CancellationToken cancellationToken) => inner.FindEntryAsync(key, cancellationToken);

        public Task SaveEntryAsync(string key, byte[] entry, CancellationToken cancellationToken) => inner.SaveEntryAsync(key, entry, cancellationToken);

        public Task<bool> HasBlobAsync(string hash, CancellationToken cancellationToken) => inner.HasBlobAsync(hash, cancellationToken);

        public Task<Stream?> OpenBlobAsync(string hash, CancellationToken cancellationToken) => throw new IOException("Connection reset by peer");

        public Task SaveBlobAsync(string hash, Stream content, CancellationToken cancellationToken) => inner.SaveBlobAsync(hash, content, cancellationToken);

        public Task RemoveBlobAsync(string hash, CancellationToken cancellationToken) => inner.RemoveBlobAsync(hash, cancellationToken);
    }
}

/// <summary>A file system of 128 KiB, where the test may mount one.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly string _directory;

    private TinyDisk(string directory)
    {
        _directory = directory;
    }

    public static TinyDisk? Mount(string directory)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        Directory.CreateDirectory(directory);
        return Run("mount", "-t", "tmpfs", "-o", "size=128k", "none", directory) ? new TinyDisk(directory) : null;
    }

    public void Dispose() => Run("umount", _directory);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
