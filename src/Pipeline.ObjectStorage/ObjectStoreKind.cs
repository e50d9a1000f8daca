namespace Pipeline.ObjectStorage;

/// <summary>The kinds of stores.</summary>
public enum ObjectStoreKind
{
    /// <summary>A folder on a disk, for development and single machines.</summary>
    LocalDisk,

    /// <summary>Amazon S3, or a store that speaks its protocol.</summary>
    S3,

    /// <summary>Azure Blob Storage.</summary>
    AzureBlob,

    /// <summary>Google Cloud Storage, through its S3-interoperable API.</summary>
    GoogleCloud,
}
