using Pipeline.Components.Caching;
using Pipeline.Engine.Caching;
using Pipeline.Engine.Tests.Caching;

namespace Pipeline.Components.Tests.Caching;

/// <summary>Two stores together keep the contract of one.</summary>
public sealed class LayeredContractTests : CacheStoreContract, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-layered-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    protected override ICacheStore OpenStore() => new LayeredCacheStore(
        new LocalCacheStore(Path.Join(_directory, "local")), new LocalCacheStore(Path.Join(_directory, "shared")), Assert.Fail);
}

/// <summary>So do they where the local folder starts empty each time, as on a build server.</summary>
public sealed class LayeredContractOnFreshMachinesTests : CacheStoreContract, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pipeline-layered-").FullName;
    private int _machines;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    // Whether a blob is there is asked of both; a machine that has read it has it.
    protected override ICacheStore OpenStore() => new FreshMachine(
        new LayeredCacheStore(new LocalCacheStore(Path.Join(_directory, $"machine-{Interlocked.Increment(ref _machines)}")), new LocalCacheStore(Path.Join(_directory, "shared")), Assert.Fail));

    private sealed class FreshMachine(LayeredCacheStore store) : ICacheStore
    {
        public string Description => store.Description;

        public Task<byte[]?> FindEntryAsync(string key, CancellationToken cancellationToken) => store.FindEntryAsync(key, cancellationToken);

        public Task SaveEntryAsync(string key, byte[] entry, CancellationToken cancellationToken) => store.SaveEntryAsync(key, entry, cancellationToken);

        public async Task<bool> HasBlobAsync(string hash, CancellationToken cancellationToken)
        {
            await using (await store.OpenBlobAsync(hash, cancellationToken))
                return await store.HasBlobAsync(hash, cancellationToken);
        }

        public Task<Stream?> OpenBlobAsync(string hash, CancellationToken cancellationToken) => store.OpenBlobAsync(hash, cancellationToken);

        public Task SaveBlobAsync(string hash, Stream content, CancellationToken cancellationToken) => store.SaveBlobAsync(hash, content, cancellationToken);

        public Task RemoveBlobAsync(string hash, CancellationToken cancellationToken) => store.RemoveBlobAsync(hash, cancellationToken);
    }
}
