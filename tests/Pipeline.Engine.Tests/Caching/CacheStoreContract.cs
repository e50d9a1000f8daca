using System.Security.Cryptography;
using System.Text;
using Pipeline.Engine.Caching;

namespace Pipeline.Engine.Tests.Caching;

/// <summary>What every <see cref="ICacheStore"/> must do. A store's test class derives from this; it needs no other file of this project.</summary>
public abstract class CacheStoreContract
{
    private const string Key = "aa11";
    private const string OtherKey = "aa22";

    /// <summary>A store on this test's own place, empty at first; called again it opens the same place, as another process would.</summary>
    protected abstract ICacheStore OpenStore();

    [Fact]
    public void It_describes_itself() => Assert.False(string.IsNullOrWhiteSpace(OpenStore().Description));

    [Fact]
    public async Task What_was_never_kept_is_not_found()
    {
        var store = OpenStore();

        Assert.Null(await store.FindEntryAsync(Key, CancellationToken.None));
        Assert.False(await store.HasBlobAsync(HashOf("x"), CancellationToken.None));
        Assert.Null(await store.OpenBlobAsync(HashOf("x"), CancellationToken.None));
        await store.RemoveBlobAsync(HashOf("x"), CancellationToken.None);
    }

    [Theory]
    [InlineData("")]
    [InlineData("an entry")]
    public async Task An_entry_is_found_by_whoever_opens_the_store_next(string text)
    {
        var entry = Encoding.UTF8.GetBytes(text);

        await OpenStore().SaveEntryAsync(Key, entry, CancellationToken.None);

        Assert.Equal(entry, await OpenStore().FindEntryAsync(Key, CancellationToken.None));
        Assert.Null(await OpenStore().FindEntryAsync(OtherKey, CancellationToken.None));
    }

    [Fact]
    public async Task A_later_entry_replaces_an_earlier_one()
    {
        var store = OpenStore();

        await store.SaveEntryAsync(Key, [1, 2, 3], CancellationToken.None);
        await store.SaveEntryAsync(Key, [4], CancellationToken.None);

        Assert.Equal([4], await store.FindEntryAsync(Key, CancellationToken.None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task A_blob_comes_back_as_it_was(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));

        await OpenStore().SaveBlobAsync(hash, new MemoryStream(content), CancellationToken.None);
        await OpenStore().SaveBlobAsync(hash, new MemoryStream(content), CancellationToken.None);

        Assert.True(await OpenStore().HasBlobAsync(hash, CancellationToken.None));
        Assert.Equal(content, await ReadAsync(OpenStore(), hash));
    }

    [Fact]
    public async Task Content_that_does_not_have_the_hash_is_refused()
    {
        var store = OpenStore();

        await Assert.ThrowsAnyAsync<IOException>(() => store.SaveBlobAsync(HashOf("x"), new MemoryStream("y"u8.ToArray()), CancellationToken.None));

        Assert.False(await store.HasBlobAsync(HashOf("x"), CancellationToken.None));
    }

    [Fact]
    public async Task Content_that_breaks_off_is_not_kept()
    {
        var store = OpenStore();

        await Assert.ThrowsAnyAsync<Exception>(() => store.SaveBlobAsync(HashOf("xx"), new BreakingStream("x"u8.ToArray()), CancellationToken.None));

        Assert.False(await store.HasBlobAsync(HashOf("xx"), CancellationToken.None));
        Assert.Null(await store.OpenBlobAsync(HashOf("xx"), CancellationToken.None));
    }

    [Fact]
    public async Task A_removed_blob_is_gone()
    {
        var store = OpenStore();
        await store.SaveBlobAsync(HashOf("x"), new MemoryStream("x"u8.ToArray()), CancellationToken.None);

        await store.RemoveBlobAsync(HashOf("x"), CancellationToken.None);

        Assert.False(await store.HasBlobAsync(HashOf("x"), CancellationToken.None));
    }

    [Fact]
    public async Task Writers_at_the_same_time_do_not_harm_each_other()
    {
        var contents = Enumerable.Range(0, 8).Select(x => $"content {x}").ToArray();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(async i =>
        {
            var store = OpenStore();
            var content = contents[i % contents.Length];
            await store.SaveBlobAsync(HashOf(content), new MemoryStream(Encoding.UTF8.GetBytes(content)), CancellationToken.None);
            await store.SaveEntryAsync(Key, Encoding.UTF8.GetBytes(content), CancellationToken.None);
        }));

        foreach (var content in contents)
            Assert.Equal(content, Encoding.UTF8.GetString((await ReadAsync(OpenStore(), HashOf(content)))!));
        Assert.Contains(Encoding.UTF8.GetString((await OpenStore().FindEntryAsync(Key, CancellationToken.None))!), contents);
    }

    [Fact]
    public async Task Tidying_keeps_what_is_within_the_limit()
    {
        var store = OpenStore();
        await store.SaveEntryAsync(Key, [1], CancellationToken.None);
        await store.SaveBlobAsync(HashOf("x"), new MemoryStream("x"u8.ToArray()), CancellationToken.None);

        await store.TidyAsync(CancellationToken.None);
        await store.TidyAsync(CancellationToken.None);

        Assert.NotNull(await store.FindEntryAsync(Key, CancellationToken.None));
        Assert.True(await store.HasBlobAsync(HashOf("x"), CancellationToken.None));
    }

    [Fact]
    public async Task Cancellation_comes_through()
    {
        var cancelled = new CancellationToken(canceled: true);
        var store = OpenStore();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.FindEntryAsync(Key, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SaveEntryAsync(Key, [1], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.HasBlobAsync(HashOf("x"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.OpenBlobAsync(HashOf("x"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SaveBlobAsync(HashOf("x"), new MemoryStream("x"u8.ToArray()), cancelled));
        Assert.Null(await store.FindEntryAsync(Key, CancellationToken.None));
    }

    protected static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    protected static async Task<byte[]?> ReadAsync(ICacheStore store, string hash)
    {
        ArgumentNullException.ThrowIfNull(store);
        await using var stream = await store.OpenBlobAsync(hash, CancellationToken.None);
        if (stream is null)
            return null;
        var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private sealed class BreakingStream(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("The connection broke off.");

        public override int Read(byte[] buffer, int offset, int count) =>
            Position < Length ? base.Read(buffer, offset, count) : throw new IOException("The connection broke off.");
    }
}
