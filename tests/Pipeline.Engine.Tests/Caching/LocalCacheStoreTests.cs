using Pipeline.Engine.Caching;
using Pipeline.Engine.Tests.Globbing;

namespace Pipeline.Engine.Tests.Caching;

public sealed class LocalCacheStoreTests : CacheStoreContract, IDisposable
{
    private readonly FileTree _tree = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _tree.Dispose();

    protected override ICacheStore OpenStore() => Open();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(40)]
    public async Task A_half_written_entry_is_not_used(int kept)
    {
        var store = Open();
        await store.SaveEntryAsync("aa11", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], CancellationToken.None);
        var path = Path.Combine(store.Directory, "entries", "aa", "aa11");
        using (var stream = File.OpenWrite(path))
            stream.SetLength(kept);

        Assert.Null(await store.FindEntryAsync("aa11", CancellationToken.None));
        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("AA11")]
    [InlineData("a")]
    public async Task A_name_that_is_no_hash_never_reaches_a_path(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Open().FindEntryAsync(name, CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => Open().OpenBlobAsync(name, CancellationToken.None));
    }

    [Fact]
    public async Task Above_its_limit_the_least_recently_used_goes_first()
    {
        var hashes = new List<string>();
        var start = DateTime.UtcNow.AddDays(-10);
        var store = Open(maxBytes: 100_000);
        for (var i = 0; i < 9; i++)
        {
            var content = new string((char)('a' + i), 10_000);
            hashes.Add(HashOf(content));
            await store.SaveBlobAsync(hashes[i], new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)), CancellationToken.None);
            File.SetLastWriteTimeUtc(BlobPath(store, hashes[i]), start.AddHours(i));
        }

        await store.TidyAsync(CancellationToken.None);
        Assert.All(hashes, x => Assert.True(File.Exists(BlobPath(store, x))));
        await (await store.OpenBlobAsync(hashes[0], CancellationToken.None))!.DisposeAsync();

        var last = new string('z', 25_000);
        await store.SaveBlobAsync(HashOf(last), new MemoryStream(System.Text.Encoding.UTF8.GetBytes(last)), CancellationToken.None);
        await store.TidyAsync(CancellationToken.None);

        Assert.Equal([true, false, false, false, true, true, true, true, true], hashes.Select(x => File.Exists(BlobPath(store, x))));
        Assert.True(File.Exists(BlobPath(store, HashOf(last))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("12 99999999999999999")]
    [InlineData("-5 0")]
    [InlineData("0 253402300799")]
    public async Task A_store_without_a_usable_estimate_is_counted_anew(string usage)
    {
        var store = Open(maxBytes: 1000);
        await store.SaveBlobAsync(HashOf("x"), new MemoryStream("x"u8.ToArray()), CancellationToken.None);
        File.WriteAllText(Path.Combine(store.Directory, "usage"), usage);

        await store.TidyAsync(CancellationToken.None);

        Assert.StartsWith("1 ", File.ReadAllText(Path.Combine(store.Directory, "usage")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leftovers_of_killed_writers_are_swept_and_those_of_live_ones_are_not()
    {
        var store = Open();
        await store.SaveEntryAsync("aa11", [1], CancellationToken.None);
        var directory = Path.Combine(store.Directory, "entries", "aa");
        var (dead, young, live) = (Path.Combine(directory, "dead.writing"), Path.Combine(directory, "young.writing"), Path.Combine(directory, "live.writing"));
        File.WriteAllText(dead, "");
        File.WriteAllText(young, "");
        using var writer = new FileStream(live, AtomicFile.CreateOptions());
        File.SetLastWriteTimeUtc(dead, DateTime.UtcNow.AddHours(-1));
        File.SetLastWriteTimeUtc(live, DateTime.UtcNow.AddHours(-1));

        await store.TidyAsync(CancellationToken.None);

        Assert.False(File.Exists(dead));
        Assert.True(File.Exists(young));
        Assert.True(File.Exists(live));
    }

    [Fact]
    public async Task A_run_that_kept_nothing_tidies_nothing()
    {
        var store = Open();

        await store.TidyAsync(CancellationToken.None);

        Assert.False(Directory.Exists(store.Directory));
    }

    private static string BlobPath(LocalCacheStore store, string hash) => Path.Combine(store.Directory, "blobs", hash[..2], hash);

    private LocalCacheStore Open(long maxBytes = 1_000_000) => new(_tree["store"], new LocalCacheStoreOptions { MaxBytes = maxBytes, Clock = _clock });
}
