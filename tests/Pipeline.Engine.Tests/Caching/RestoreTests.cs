using Pipeline.Engine.Caching;

namespace Pipeline.Engine.Tests.Caching;

public sealed class RestoreTests : IDisposable
{
    private readonly CachedBuild _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public async Task Outputs_changed_deleted_and_added_by_hand_are_put_right()
    {
        await _build.RunAsync();
        _build.Write("output/a.txt", "by hand");
        File.Delete(_build["output/deep/b.txt"]);
        _build.Write("output/extra/deep/x.txt", "");

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Restored, decision.State);
        Assert.Equal(
            [
                "output output/a.txt was changed by hand: restored",
                "output output/deep/b.txt was deleted: restored",
                "output output/extra/deep/x.txt doesn't come from this target: restored",
                $"outputs restored from local folder {_build.StoreDirectory}",
            ],
            decision.Reasons);
        _build.AssertOutputIsRight();
        Assert.False(Directory.Exists(_build["output/extra"]));
        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
        Assert.Equal(1, _build.Runs);
    }

    [Fact]
    public async Task Going_back_to_earlier_sources_restores_their_outputs()
    {
        await _build.RunAsync();
        _build.Write("src/a.txt", "second");
        _build.Write("src/c.txt", "c");
        await _build.RunAsync();
        _build.Write("src/a.txt", "a");
        File.Delete(_build["src/c.txt"]);

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Restored, decision.State);
        Assert.Equal("input src/a.txt changed", decision.Reasons[0]);
        Assert.Equal(2, _build.Runs);
        _build.AssertOutputIsRight();
    }

    [Fact]
    public async Task Another_checkout_takes_the_result_from_the_store()
    {
        await _build.RunAsync();
        using var other = new CachedBuild { Store = new LocalCacheStore(_build.StoreDirectory) };

        var first = await other.RunAsync();
        var second = await other.RunAsync();

        Assert.Equal(CacheState.Restored, first.State);
        Assert.Equal(CacheState.UpToDate, second.State);
        Assert.Equal(0, other.Runs);
        other.AssertOutputIsRight();
    }

    [Fact]
    public async Task A_lost_state_directory_is_made_up_for_without_touching_right_outputs()
    {
        await _build.RunAsync();
        Directory.Delete(_build[".state"], recursive: true);
        var before = File.GetLastWriteTimeUtc(_build["output/a.txt"]);

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.UpToDate, decision.State);
        Assert.Contains("the outputs in place are those stored", decision.Reasons[^1], StringComparison.Ordinal);
        Assert.Equal(before, File.GetLastWriteTimeUtc(_build["output/a.txt"]));
    }

    [Fact]
    public async Task Modes_links_and_empty_directories_come_back()
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead;
        _build.Work = () =>
        {
            _build.Copy();
            _build.Write("output/tool", "#!/bin/sh");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(_build["output/tool"], Executable);
            File.CreateSymbolicLink(_build["output/current"], "tool");
            File.CreateSymbolicLink(_build["output/dangling"], "nowhere");
            Directory.CreateSymbolicLink(_build["output/linked"], "deep");
            Directory.CreateDirectory(_build["output/empty/inner"]);
        };
        await _build.RunAsync();
        Assert.Null(_build.Warning);
        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
        Directory.Delete(_build["output"], recursive: true);

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Restored, decision.State);
        Assert.Equal(Executable, File.GetUnixFileMode(_build["output/tool"]));
        Assert.Equal("tool", new FileInfo(_build["output/current"]).LinkTarget);
        Assert.Equal("nowhere", new FileInfo(_build["output/dangling"]).LinkTarget);
        Assert.Equal("B", _build.Read("output/linked/b.txt"));
        Assert.True(Directory.Exists(_build["output/empty/inner"]));
        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
    }

    [Theory]
    [InlineData("mode")]
    [InlineData("link")]
    [InlineData("file for directory")]
    [InlineData("directory for file")]
    [InlineData("link for directory")]
    [InlineData("empty directory gone")]
    public async Task An_output_of_another_kind_is_put_right(string damage)
    {
        if (OperatingSystem.IsWindows())
            return;
        _build.Work = () =>
        {
            _build.Copy();
            Directory.CreateDirectory(_build["output/empty"]);
            File.CreateSymbolicLink(_build["output/link"], "a.txt");
        };
        await _build.RunAsync();
        switch (damage)
        {
            case "mode":
                File.SetUnixFileMode(_build["output/a.txt"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                break;
            case "link":
                File.Delete(_build["output/link"]);
                File.CreateSymbolicLink(_build["output/link"], "elsewhere");
                break;
            case "file for directory":
                Directory.Delete(_build["output/empty"]);
                _build.Write("output/empty", "");
                break;
            case "directory for file":
                File.Delete(_build["output/a.txt"]);
                _build.Write("output/a.txt/inner/x", "");
                break;
            case "link for directory":
                Directory.Delete(_build["output/deep"], recursive: true);
                Directory.CreateSymbolicLink(_build["output/deep"], _build["src/deep"]);
                break;
            default:
                Directory.Delete(_build["output/empty"]);
                break;
        }

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Restored, decision.State);
        Assert.Equal(1, _build.Runs);
        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
        Assert.Equal("b", _build.Read("src/deep/b.txt"));
        File.Delete(_build["output/link"]);
        _build.AssertOutputIsRight();
    }

    [Fact]
    public async Task A_damaged_blob_is_a_miss_and_leaves_the_store()
    {
        await _build.RunAsync();
        var blob = BlobOf("A");
        File.WriteAllText(blob, "rotten");
        Directory.Delete(_build["output"], recursive: true);

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Miss, decision.State);
        Assert.Contains("the stored content of output output/a.txt was damaged, and is removed", decision.Reasons);
        Assert.Equal(2, _build.Runs);
        Assert.Equal("A", File.ReadAllText(blob));
        _build.AssertOutputIsRight();
    }

    [Fact]
    public async Task A_blob_that_is_gone_is_a_miss_that_leaves_the_outputs_alone()
    {
        await _build.RunAsync();
        File.Delete(BlobOf("A"));
        _build.Write("output/a.txt", "by hand");
        _build.Write("output/deep/b.txt", "by hand");
        string? seen = null;
        _build.Work = () =>
        {
            seen = _build.Read("output/deep/b.txt");
            _build.Copy();
        };

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Miss, decision.State);
        Assert.Equal("the store no longer has the content of output output/a.txt", decision.Reasons[^1]);
        Assert.Equal("by hand", seen);
        Assert.Empty(Directory.EnumerateDirectories(_build[".state/restoring"]));
    }

    [Fact]
    public async Task A_damaged_entry_or_record_or_index_is_as_good_as_none()
    {
        await _build.RunAsync();
        foreach (var file in Directory.EnumerateFiles(_build[".state"], "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(_build.StoreDirectory, "entries"), "*", SearchOption.AllDirectories)).ToArray())
        {
            using var stream = File.OpenWrite(file);
            stream.SetLength(stream.Length - 1);
        }

        var decision = await _build.RunAsync();

        Assert.Equal("no earlier run is known", decision.Reasons[0]);
        Assert.Equal(CacheState.Miss, decision.State);
        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
    }

    [Theory]
    [InlineData("../escaped.txt")]
    [InlineData("/tmp/escaped.txt")]
    [InlineData("src/escaped.txt")]
    [InlineData("output/../src/escaped.txt")]
    [InlineData("output/a.txt/below-a-file.txt")]
    public async Task An_entry_that_names_a_path_outside_of_the_outputs_is_not_used(string path)
    {
        await using var cache = _build.Open();
        var decision = await cache.CheckAsync("Copy", _build.Spec, CancellationToken.None);
        var store = new LocalCacheStore(_build.StoreDirectory);
        OutputItem[] items =
        [
            new() { Path = "output/a.txt", Kind = FileKind.Link, Content = "/tmp" },
            new() { Path = path, Kind = FileKind.Link, Content = "x" },
        ];
        await store.SaveEntryAsync(decision.Key, CacheEntry.Encode(decision.Key, items), CancellationToken.None);
        Directory.Delete(_build[".state"], recursive: true);

        Assert.Equal(CacheState.Miss, (await _build.RunAsync()).State);
        _build.AssertOutputIsRight();
    }

    [Fact]
    public async Task An_entry_of_another_key_or_with_rubbish_inside_is_not_used()
    {
        var outputs = new OutputSet("Copy", ["output"], new TargetCacheOptions { RootDirectory = _build.Root, StateDirectory = _build[".state"], Store = new LocalCacheStore("x") }, null!);
        var entry = CacheEntry.Encode("aa", []);

        Assert.NotNull(CacheEntry.Decode(entry, "aa", outputs));
        Assert.Null(CacheEntry.Decode(entry, "bb", outputs));
        Assert.Null(CacheEntry.Decode([.. entry, 0], "aa", outputs));
        Assert.Null(CacheEntry.Decode([1, 2, 3], "aa", outputs));
        Assert.Null(CacheEntry.Decode(SealedBytes.Seal([1, 0, 0, 0, 9]), "aa", outputs));
        Assert.Null(CacheEntry.Decode(SealedBytes.Seal([2, 0, 0, 0]), "aa", outputs));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task An_output_directory_that_is_a_link_of_the_users_stays_one()
    {
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateDirectory(_build.Files["big-disk"]);
        Directory.CreateSymbolicLink(_build["output"], _build.Files["big-disk"]);
        _build.Work = () => _build.Write("output/a.txt", "made");
        await _build.RunAsync();
        Assert.Null(_build.Warning);
        _build.Write("output/a.txt", "by hand");

        var decision = await _build.RunAsync();

        Assert.Equal(CacheState.Restored, decision.State);
        Assert.Equal("made", _build.Read("output/a.txt"));
        Assert.NotNull(new DirectoryInfo(_build["output"]).LinkTarget);
    }

    [Fact]
    public async Task Files_that_an_output_pattern_excludes_are_left_alone()
    {
        _build.Spec = _build.Spec with { Outputs = ["output/**", "!output/log.txt"] };
        await _build.RunAsync();
        _build.Write("output/log.txt", "mine");
        Assert.Equal(CacheState.UpToDate, (await _build.RunAsync()).State);
        File.Delete(_build["output/a.txt"]);

        Assert.Equal(CacheState.Restored, (await _build.RunAsync()).State);
        Assert.Equal("mine", _build.Read("output/log.txt"));
    }

    private string BlobOf(string content)
    {
        var hash = ContentHash.ToText(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
        return Path.Combine(_build.StoreDirectory, "blobs", hash[..2], hash);
    }
}
