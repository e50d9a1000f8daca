namespace Pipeline.Engine.Caching;

/// <summary>
/// Where cached results live: immutable blobs by content hash, and small entries by key. A local folder by default;
/// others (S3) implement this interface. Both kinds are written whole or not at all.
/// </summary>
public interface ICacheStore
{
    /// <summary>For people: <c>local folder …</c>, <c>S3 bucket …</c>.</summary>
    string Description { get; }

    /// <summary>The entry of <paramref name="key"/>, or null.</summary>
    Task<byte[]?> FindEntryAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps an entry; a second writer of the same key wins or loses whole.</summary>
    Task SaveEntryAsync(string key, byte[] entry, CancellationToken cancellationToken);

    /// <summary>Whether the blob with this SHA-256 (lower-case hex) is there.</summary>
    Task<bool> HasBlobAsync(string hash, CancellationToken cancellationToken);

    /// <summary>The blob's content, or null. The reader checks the hash.</summary>
    Task<Stream?> OpenBlobAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Keeps a blob under its SHA-256.</summary>
    Task SaveBlobAsync(string hash, Stream content, CancellationToken cancellationToken);
}
