namespace Pipeline.Engine.Caching;

/// <summary>
/// Where cached results live: immutable blobs by content hash, and small entries by key. A local folder by default;
/// others (S3) implement this interface. Both kinds are written whole or not at all. Calls may overlap.
/// What fails is thrown; <see cref="TargetCache"/> makes a warning of it.
/// </summary>
public interface ICacheStore
{
    /// <summary>For people: <c>local folder …</c>, <c>S3 bucket …</c>.</summary>
    string Description { get; }

    /// <summary>The entry of <paramref name="key"/>, or null. One that is known to be damaged is null too.</summary>
    Task<byte[]?> FindEntryAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps an entry; a second writer of the same key wins or loses whole.</summary>
    Task SaveEntryAsync(string key, byte[] entry, CancellationToken cancellationToken);

    /// <summary>Whether the blob with this SHA-256 (lower-case hex) is there.</summary>
    Task<bool> HasBlobAsync(string hash, CancellationToken cancellationToken);

    /// <summary>The blob's content, or null. The reader checks the hash.</summary>
    Task<Stream?> OpenBlobAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Keeps a blob under its SHA-256. Content that doesn't have this hash is refused with an <see cref="IOException"/> and not kept.</summary>
    Task SaveBlobAsync(string hash, Stream content, CancellationToken cancellationToken);

    /// <summary>Forgets a blob whose content a reader found to be wrong. Nothing to do where there is none.</summary>
    Task RemoveBlobAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Called once at the end of a run: the time to enforce a size limit and clear what killed runs left. Does nothing by default.</summary>
    Task TidyAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
