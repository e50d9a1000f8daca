namespace Pipeline.Containers.Bills;

/// <summary>A file of an image.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In hexadecimal; null where it wasn't asked for.</param>
/// <param name="Content">Null where it isn't kept.</param>
internal sealed record ImageFile(long Size, string? Sha256, byte[]? Content);
