using System.Security.Cryptography;

namespace Pipeline.ObjectStorage.Tests.Contract;

/// <summary>
/// What every store must do, over real sockets and disks. One class, so that each adapter runs all of it by one line; in several files, one a capability.
/// </summary>
public abstract partial class ObjectStoreContract : IAsyncLifetime
{
    protected const int PartBytes = (int)MultipartLimits.MinPartBytes;

    private protected static readonly ObjectStoreOptions s_options = new() { PartBytes = PartBytes };

    private IObjectStore? _store;

    protected IObjectStore Store => _store!;

    protected virtual StoreTraits Traits { get; } = new();

    /// <summary>A store at a location that no other test uses.</summary>
    protected abstract Task<IObjectStore> OpenAsync();

    public async Task InitializeAsync() => _store = await OpenAsync();

    public virtual async Task DisposeAsync() => await Store.DisposeAsync();

    protected static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    protected async Task<StoredObject> PutAsync(string key, byte[] content, PutOptions? options = null) => await Store.PutAsync(key, new TrickleStream(content), options ?? new PutOptions(), CancellationToken.None);

    protected async Task<byte[]?> ReadAsync(string key, ByteRange? range = null)
    {
        await using var content = await Store.GetAsync(key, range, CancellationToken.None);
        if (content is null)
            return null;
        var bytes = new MemoryStream();
        await content.Stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    protected async Task<List<StoredObject>> ListAsync(string prefix = "", string? startAfter = null)
    {
        var found = new List<StoredObject>();
        await foreach (var stored in Store.ListAsync(prefix, startAfter, CancellationToken.None))
            found.Add(stored);
        return found;
    }

    protected async Task<List<PendingUpload>> PendingAsync(string prefix = "")
    {
        var found = new List<PendingUpload>();
        await foreach (var upload in Store.ListMultipartAsync(prefix, CancellationToken.None))
            found.Add(upload);
        return found;
    }

    protected async Task AssertNothingIsThereAsync(string key)
    {
        Assert.Null(await Store.HeadAsync(key, CancellationToken.None));
        Assert.Empty(await ListAsync());
        Assert.Empty(await PendingAsync());
    }
}
