namespace Pipeline.Containers.Building;

/// <summary>One layer of an image.</summary>
/// <param name="Digest">Of the compressed layer, as it is stored and pulled.</param>
/// <param name="DiffId">Of the uncompressed tar.</param>
/// <param name="SizeBytes">Compressed.</param>
/// <param name="IsFromBase">True when it came with the base image.</param>
public sealed record ImageLayer(Digest Digest, Digest DiffId, long SizeBytes, bool IsFromBase);
