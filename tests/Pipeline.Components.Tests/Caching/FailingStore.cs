using Pipeline.Engine.Caching;

namespace Pipeline.Components.Tests.Caching;

/// <summary>A shared store behind a broken network. Counts how often it is asked.</summary>
internal sealed class FailingStore : ICacheStore
{
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public string Description => "a store that is down";

    public Task<byte[]?> FindEntryAsync(string key, CancellationToken cancellationToken) => Fail<byte[]?>();

    public Task SaveEntryAsync(string key, byte[] entry, CancellationToken cancellationToken) => Fail<bool>();

    public Task<bool> HasBlobAsync(string hash, CancellationToken cancellationToken) => Fail<bool>();

    public Task<Stream?> OpenBlobAsync(string hash, CancellationToken cancellationToken) => Fail<Stream?>();

    public Task SaveBlobAsync(string hash, Stream content, CancellationToken cancellationToken) => Fail<bool>();

    public Task RemoveBlobAsync(string hash, CancellationToken cancellationToken) => Fail<bool>();

    private Task<T> Fail<T>()
    {
        Interlocked.Increment(ref _calls);
        return Task.FromException<T>(new IOException("The connection was refused."));
    }
}
