namespace Pipeline.ObjectStorage;

/// <summary>
/// Where objects are kept: <c>file:///folder</c>, <c>s3://bucket/prefix</c>, <c>azblob://account/container/prefix</c> or <c>gs://bucket/prefix</c>.
/// It never holds credentials.
/// </summary>
public sealed record ObjectStoreLocation
{
    /// <summary>Which store it is.</summary>
    public required ObjectStoreKind Kind { get; init; }

    /// <summary>The bucket, the container, or the folder's full path.</summary>
    public required string Container { get; init; }

    /// <summary>Azure's storage account; null elsewhere.</summary>
    public string? Account { get; init; }

    /// <summary>What every key begins with in the store, without slashes at its ends. Empty for none.</summary>
    public string Prefix { get; init; } = "";
}
