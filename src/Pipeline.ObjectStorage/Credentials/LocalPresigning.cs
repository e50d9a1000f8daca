namespace Pipeline.ObjectStorage.Credentials;

/// <summary>With what a local disk signs requests, and where a host serves them (<see cref="Local.LocalPresignedRequests"/>).</summary>
public sealed class LocalPresigning : ObjectStoreCredentials
{
    private const int MinKeyBytes = 32;

    /// <summary>A key and an address.</summary>
    /// <param name="key">At least 32 random bytes, the same in every process that serves the requests.</param>
    /// <param name="baseUrl">Where the host serves them, as <c>https://files.example.com/objects</c>.</param>
    public LocalPresigning(ReadOnlySpan<byte> key, Uri baseUrl)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        if (key.Length < MinKeyBytes)
            throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions, $"The key that signs requests for local files has {key.Length} bytes; at least {MinKeyBytes} random ones are needed.") { ExitCode = 2 };
        if (!baseUrl.IsAbsoluteUri || baseUrl.Scheme is not ("http" or "https") || baseUrl.Query.Length > 0)
            throw new ObjectStoreException(ObjectStorageErrors.InvalidOptions, $"'{baseUrl}' can't be the address of local files. Give an absolute http or https URL without a query.") { ExitCode = 2 };
        Key = key.ToArray();
        BaseUrl = baseUrl;
    }

    /// <summary>Where a host serves the requests.</summary>
    public Uri BaseUrl { get; }

    internal byte[] Key { get; }

    /// <inheritdoc/>
    public override string ToString() => $"signing key {Mask} for {BaseUrl}";
}
