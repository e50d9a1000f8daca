using Pipeline.Engine.Caching;
using Pipeline.Engine.Tests.Globbing;

namespace Pipeline.Engine.Tests.Caching;

public sealed class StatIndexTests : IDisposable
{
    private readonly FileTree _tree = new();
    private readonly ManualClock _clock = new() { Offset = TimeSpan.FromMinutes(1) };

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_known_stat_saves_reading_across_processes()
    {
        var file = _tree.Write("a", "content");
        var first = Open();
        var hash = first.Get(file)!.Hash;
        first.Save(isFinal: true);
        var second = Open();

        Assert.Equal(hash, second.Get(file)!.Hash);
        Assert.Equal(0, second.HashedFiles);
        Assert.Equal(System.Security.Cryptography.SHA256.HashData("content"u8), hash);
    }

    [Fact]
    public void A_file_written_in_the_moment_it_was_hashed_is_read_again()
    {
        var file = _tree.Write("a", "one");
        _clock.Offset += TimeSpan.FromMilliseconds(-1) + (File.GetLastWriteTimeUtc(file) - _clock.GetUtcNow());
        var first = Open();
        first.Get(file);
        first.Save(isFinal: true);
        _clock.Offset += TimeSpan.FromMinutes(1);
        var second = Open();

        second.Get(file);
        second.Save(isFinal: true);

        Assert.Equal(1, second.HashedFiles);
        var third = Open();
        third.Get(file);
        Assert.Equal(0, third.HashedFiles);
    }

    [Fact]
    public void Times_in_whole_seconds_are_trusted_only_after_two()
    {
        var file = _tree.Write("a", "one");
        File.SetLastWriteTimeUtc(file, DateTimeOffset.FromUnixTimeSeconds(_clock.GetUtcNow().ToUnixTimeSeconds() + 1000).UtcDateTime);
        _clock.Offset += TimeSpan.FromSeconds(1001);
        var index = Open();

        Assert.False(index.Get(file)!.IsTrusted);
        _clock.Offset += TimeSpan.FromSeconds(3);
        Assert.True(index.Get(file)!.IsTrusted);
        Assert.Equal(2, index.HashedFiles);
    }

    [Fact]
    public void A_replaced_file_of_same_size_and_time_is_read_again()
    {
        var file = _tree.Write("a", "one");
        var index = Open();
        var before = index.Get(file)!;
        var time = File.GetLastWriteTimeUtc(file);
        var other = _tree.Write("b", "two");
        File.SetLastWriteTimeUtc(other, time);
        File.Move(other, file, overwrite: true);

        Assert.NotEqual(before.Hash, index.Get(file)!.Hash);
    }

    [Fact]
    public void Missing_files_and_directories_have_no_hash()
    {
        var index = Open();

        Assert.Null(index.Get(_tree["nothing"]));
        Assert.Null(index.Get(_tree.Root));
        Assert.Equal([null, null], index.GetAll([_tree["nothing"], _tree.Root], CancellationToken.None));
        index.Save(isFinal: true);
        Assert.False(File.Exists(_tree["index"]));
    }

    [Fact]
    public void Many_files_are_hashed_in_parallel_with_the_same_result()
    {
        var files = Enumerable.Range(0, 50).Select(i => _tree.Write($"d/{i}", new string('x', i * 5000))).ToArray();
        var index = Open();

        var records = index.GetAll(files, CancellationToken.None);

        Assert.Equal(
            files.Select(x => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(x)))),
            records.Select(x => Convert.ToHexString(x!.Hash)));
        Assert.Throws<OperationCanceledException>(() => Open().GetAll(files[..3], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Records_that_nobody_used_for_a_month_are_dropped()
    {
        var (old, used) = (_tree.Write("old", "1"), _tree.Write("used", "2"));
        var first = Open();
        first.Get(old);
        first.Get(used);
        first.Save(isFinal: true);
        var size = new FileInfo(_tree["index"]).Length;
        _clock.Offset += TimeSpan.FromDays(20);
        var second = Open();
        second.Get(used);
        second.Save(isFinal: true);
        _clock.Offset += TimeSpan.FromDays(20);
        var third = Open();
        third.Get(used);
        third.Save(isFinal: true);

        Assert.Equal(0, third.HashedFiles);
        Assert.True(new FileInfo(_tree["index"]).Length < size);
    }

    [Fact]
    public void A_damaged_index_costs_time_but_no_correctness()
    {
        var file = _tree.Write("a", "content");
        var first = Open();
        first.Get(file);
        first.Save(isFinal: true);
        var bytes = File.ReadAllBytes(_tree["index"]);
        bytes[10] ^= 1;
        File.WriteAllBytes(_tree["index"], bytes);
        var second = Open();

        Assert.NotNull(second.Get(file));
        Assert.Equal(1, second.HashedFiles);
    }

    [Fact]
    public void An_index_of_a_later_version_or_one_that_cannot_be_read_counts_as_empty()
    {
        var file = _tree.Write("a", "content");
        File.WriteAllBytes(_tree["index"], SealedBytes.Seal([9, 0, 0, 0]));
        Assert.NotNull(Open().Get(file));
        File.Delete(_tree["index"]);
        Directory.CreateDirectory(_tree["index"]);

        var index = Open();

        Assert.NotNull(index.Get(file));
        Assert.ThrowsAny<Exception>(() => index.Save(isFinal: true));
        Directory.Delete(_tree["index"]);
        index.Save(isFinal: true);
        Assert.True(File.Exists(_tree["index"]));
    }

    [Fact]
    public void The_portable_stat_agrees_with_the_systems()
    {
        var file = _tree.Write("a", "content");
        File.CreateSymbolicLink(_tree["link"], "a");
        File.CreateSymbolicLink(_tree["dangling"], "nowhere");
        foreach (var path in new[] { file, _tree["link"], _tree.Root, _tree["dangling"], _tree["nothing"], _tree["a/below"] })
        {
            foreach (var follow in new[] { true, false })
            {
                var expected = FileStat.Read(path, follow);
                var actual = FileStat.ReadPortably(path, follow);
                Assert.Equal(expected?.Kind, actual?.Kind);
                if (expected is not { Kind: FileKind.File } stat)
                    continue;
                Assert.Equal(stat.Size, actual!.Value.Size);
                Assert.Equal(stat.Mode, actual.Value.Mode);
                Assert.Equal(stat.ModifiedAt / 100, actual.Value.ModifiedAt / 100);
            }
        }
    }

    private StatIndex Open() => new(_tree["index"], _clock, crashPoint: null);
}
