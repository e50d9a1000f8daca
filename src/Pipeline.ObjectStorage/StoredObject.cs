namespace Pipeline.ObjectStorage;

/// <summary>What a store knows of one object.</summary>
public sealed record StoredObject
{
    /// <summary>The key, relative to the store's location.</summary>
    public required string Key { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long LengthBytes { get; init; }

    /// <summary>The store's own version tag, without quotes. It changes with every write; it is no hash to rely on.</summary>
    public required string ETag { get; init; }

    /// <summary>When it was written, UTC. In the answer of a write to S3, which doesn't tell, it is this machine's clock.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The media type it was stored with. Null in listings, where stores don't tell.</summary>
    public string? ContentType { get; init; }

    /// <summary>
    /// SHA-256 of the content in lower-case hexadecimal, where it is known. <see cref="IObjectStore.PutAsync"/> always answers with it and keeps it with
    /// the object, except on S3 and Google Cloud Storage for content of more than one part whose hash wasn't announced
    /// (<see cref="PutOptions.ExpectedSha256"/>): their metadata is fixed before the content is read. Null in listings, and after a multipart upload to a service.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>The metadata that it was stored with, names in lower case. Empty in listings.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
