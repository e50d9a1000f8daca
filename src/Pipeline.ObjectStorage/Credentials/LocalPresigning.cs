namespace Pipeline.ObjectStorage.Credentials;

/// <summary>With what a local disk signs requests, and where a host serves them (<see cref="Local.LocalPresignedRequests"/>).</summary>
public sealed class LocalPresigning : ObjectStoreCredentials
{
    private const int MinKeyBytes = 32;

    private readonly Func<IReadOnlyList<byte[]>> _keys;

    /// <summary>A key and an address.</summary>
    /// <param name="key">At least 32 random bytes, the same in every process that serves the requests.</param>
    /// <param name="baseUrl">Where the host serves them, as <c>https://files.example.com/objects</c>.</param>
    public LocalPresigning(ReadOnlySpan<byte> key, Uri baseUrl)
        : this(Always(key.ToArray()), baseUrl)
    {
    }

    /// <summary>Keys that are replaced while the host runs, and an address.</summary>
    /// <param name="keys">Asked for each request: the key that signs, and behind it those whose signatures are accepted as well. At least 32 random bytes each.</param>
    /// <param name="baseUrl">Where the host serves them.</param>
    public LocalPresigning(Func<IReadOnlyList<byte[]>> keys, Uri baseUrl)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(baseUrl);
        if (!baseUrl.IsAbsoluteUri || baseUrl.Scheme is not ("http" or "https") || baseUrl.Query.Length > 0)
            throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions, $"'{baseUrl}' can't be the address of local files. Give an absolute http or https URL without a query.") { ExitCode = 2 };
        _keys = keys;
        BaseUrl = baseUrl;
        _ = Keys();
    }

    /// <summary>Where a host serves the requests.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The key that signs, and behind it those that are accepted as well.</summary>
    internal IReadOnlyList<byte[]> Keys()
    {
        var keys = _keys();
        return keys.Select(x => x.Length).DefaultIfEmpty(0).Min() is var length && length >= MinKeyBytes
            ? keys
            : throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions, $"The key that signs requests for local files has {length} bytes; at least {MinKeyBytes} random ones are needed.") { ExitCode = 2 };
    }

    /// <inheritdoc/>
    public override string ToString() => $"signing key {Mask} for {BaseUrl}";

    private static Func<IReadOnlyList<byte[]>> Always(byte[] key) => () => [key];
}
