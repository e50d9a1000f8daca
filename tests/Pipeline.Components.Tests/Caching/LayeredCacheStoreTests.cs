using System.Security.Cryptography;
using System.Text;
using Pipeline.Components.Caching;
using Pipeline.Engine.Caching;

namespace Pipeline.Components.Tests.Caching;

public sealed class LayeredCacheStoreTests : IDisposable
{
    private const string Key = "aa11";
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-layered-").FullName;
    private readonly List<string> _warnings = [];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task What_one_machine_keeps_another_finds_and_then_has_itself()
    {
        await Layered("here").SaveBlobAsync(HashOf("x"), Content("x"), CancellationToken.None);
        await Layered("here").SaveEntryAsync(Key, [1], CancellationToken.None);

        var there = Layered("there");

        Assert.Equal([1], await there.FindEntryAsync(Key, CancellationToken.None));
        Assert.Equal("x", await ReadAsync(there, HashOf("x")));
        Assert.Equal([1], await Local("there").FindEntryAsync(Key, CancellationToken.None));
        Assert.True(await Local("there").HasBlobAsync(HashOf("x"), CancellationToken.None));
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task What_is_only_here_still_has_to_be_saved()
    {
        await Local("here").SaveBlobAsync(HashOf("x"), Content("x"), CancellationToken.None);
        var store = Layered("here");

        Assert.False(await store.HasBlobAsync(HashOf("x"), CancellationToken.None));
        await store.SaveBlobAsync(HashOf("x"), Content("x"), CancellationToken.None);

        Assert.True(await Local("shared").HasBlobAsync(HashOf("x"), CancellationToken.None));
    }

    [Fact]
    public async Task What_is_here_is_found_without_asking_the_shared_store()
    {
        var shared = new FailingStore();
        await Local("here").SaveEntryAsync(Key, [1], CancellationToken.None);
        await Local("here").SaveBlobAsync(HashOf("x"), Content("x"), CancellationToken.None);
        var store = new LayeredCacheStore(Local("here"), shared, _warnings.Add);

        Assert.Equal([1], await store.FindEntryAsync(Key, CancellationToken.None));
        Assert.Equal("x", await ReadAsync(store, HashOf("x")));

        Assert.Equal(0, shared.Calls);
    }

    [Fact]
    public async Task A_shared_store_that_is_down_is_a_miss_with_one_warning()
    {
        var store = new LayeredCacheStore(Local("here"), new FailingStore(), _warnings.Add);

        Assert.Null(await store.FindEntryAsync(Key, CancellationToken.None));
        Assert.Null(await store.OpenBlobAsync(HashOf("x"), CancellationToken.None));

        var warning = Assert.Single(_warnings);
        Assert.StartsWith("PIPE2002", warning, StringComparison.Ordinal);
        Assert.Contains("The connection was refused.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_fails_is_one_warning_and_the_result_is_kept_here()
    {
        var store = new LayeredCacheStore(Local("here"), new FailingStore(), _warnings.Add);

        await store.SaveBlobAsync(HashOf("x"), Content("x"), CancellationToken.None);
        await store.SaveBlobAsync(HashOf("y"), Content("y"), CancellationToken.None);
        await store.SaveEntryAsync(Key, [1], CancellationToken.None);

        Assert.StartsWith("PIPE2003", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.Equal("y", await ReadAsync(store, HashOf("y")));
        Assert.Equal([1], await store.FindEntryAsync(Key, CancellationToken.None));
    }

    [Fact]
    public async Task After_three_failures_the_shared_store_is_left_alone()
    {
        var shared = new FailingStore();
        var store = new LayeredCacheStore(Local("here"), shared, _warnings.Add);

        for (var i = 0; i < 20; i++)
            Assert.Null(await store.FindEntryAsync(Key, CancellationToken.None));
        await store.SaveEntryAsync(Key, [1], CancellationToken.None);

        Assert.Equal(LayeredCacheStore.MaxFailures, shared.Calls);
        Assert.True(await store.HasBlobAsync(HashOf("x"), CancellationToken.None) == await Local("here").HasBlobAsync(HashOf("x"), CancellationToken.None));
    }

    [Fact]
    public async Task Damaged_content_of_the_shared_store_is_not_kept_here_and_can_be_removed_there()
    {
        await Local("shared").SaveBlobAsync(HashOf("x"), Content("x"), CancellationToken.None);
        var file = Directory.GetFiles(Path.Join(_directory, "shared", "blobs"), HashOf("x"), SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "something else");
        var store = Layered("here");

        Assert.Equal("something else", await ReadAsync(store, HashOf("x")));
        Assert.False(await Local("here").HasBlobAsync(HashOf("x"), CancellationToken.None));
        await store.RemoveBlobAsync(HashOf("x"), CancellationToken.None);

        Assert.Null(await store.OpenBlobAsync(HashOf("x"), CancellationToken.None));
        Assert.False(await Local("shared").HasBlobAsync(HashOf("x"), CancellationToken.None));
    }

    private LayeredCacheStore Layered(string machine) => new(Local(machine), Local("shared"), _warnings.Add);

    private LocalCacheStore Local(string machine) => new(Path.Join(_directory, machine));

    private static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static MemoryStream Content(string content) => new(Encoding.UTF8.GetBytes(content));

    private static async Task<string?> ReadAsync(LayeredCacheStore store, string hash)
    {
        await using var stream = await store.OpenBlobAsync(hash, CancellationToken.None);
        return stream is null ? null : await new StreamReader(stream).ReadToEndAsync();
    }
}
