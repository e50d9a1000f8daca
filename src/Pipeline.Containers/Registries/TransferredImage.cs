namespace Pipeline.Containers.Registries;

/// <summary>What a pull, a push or a copy did.</summary>
public sealed record TransferredImage
{
    /// <summary>The image at its destination (after a pull: where it came from), with its digest.</summary>
    public required ImageReference Image { get; init; }

    /// <summary>Of its manifest or index.</summary>
    public required string MediaType { get; init; }

    /// <summary>Blobs whose content went over the network.</summary>
    public int BlobsTransferred { get; init; }

    /// <summary>Blobs that the destination had already.</summary>
    public int BlobsPresent { get; init; }

    /// <summary>Blobs that the registry took from another of its repositories.</summary>
    public int BlobsMounted { get; init; }

    /// <summary>The transferred blobs' size.</summary>
    public long BytesTransferred { get; init; }

    /// <summary>The manifest's or index's digest.</summary>
    public Digest Digest => Image.Digest!;
}
