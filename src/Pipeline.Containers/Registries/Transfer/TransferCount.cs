namespace Pipeline.Containers.Registries.Transfer;

/// <summary>What happened to an image's blobs; counted from several tasks at once.</summary>
internal sealed class TransferCount
{
    private readonly Lock gate = new();
    private (int Transferred, int Present, int Mounted, long Bytes) sum;

    public void Add(BlobOutcome outcome, long size)
    {
        lock (gate)
        {
            sum = outcome switch
            {
                BlobOutcome.Present => sum with { Present = sum.Present + 1 },
                BlobOutcome.Mounted => sum with { Mounted = sum.Mounted + 1 },
                _ => sum with { Transferred = sum.Transferred + 1, Bytes = sum.Bytes + size },
            };
        }
    }

    public TransferredImage Result(ImageReference image, string mediaType)
    {
        lock (gate)
        {
            return new TransferredImage
            {
                Image = image, MediaType = mediaType, BlobsTransferred = sum.Transferred, BlobsPresent = sum.Present, BlobsMounted = sum.Mounted, BytesTransferred = sum.Bytes,
            };
        }
    }
}

/// <summary>How a blob came to its destination.</summary>
internal enum BlobOutcome
{
    Transferred,
    Present,
    Mounted,
}
