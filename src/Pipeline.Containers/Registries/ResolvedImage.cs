namespace Pipeline.Containers.Registries;

/// <summary>What a reference stands for at this moment.</summary>
/// <param name="Image">The reference with its digest: what is deployed, signed and promoted.</param>
/// <param name="MediaType">Of its manifest or index.</param>
/// <param name="SizeBytes">Of that document, not of the image.</param>
public sealed record ResolvedImage(ImageReference Image, string MediaType, long SizeBytes)
{
    /// <summary>The manifest's or index's digest.</summary>
    public Digest Digest => Image.Digest!;
}
