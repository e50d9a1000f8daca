namespace Pipeline.Containers.Registries;

/// <summary>One entry of the list of what refers to an image.</summary>
/// <param name="Digest">Of the referrer's manifest; <see cref="RegistryClient.ReadArtifactAsync"/> reads it.</param>
/// <param name="MediaType">Of the manifest.</param>
/// <param name="SizeBytes">Of the manifest.</param>
/// <param name="ArtifactType">What it is; null where the registry doesn't say.</param>
/// <param name="Annotations">Of the manifest, as the list has them.</param>
public sealed record Referrer(Digest Digest, string MediaType, long SizeBytes, string? ArtifactType, IReadOnlyDictionary<string, string> Annotations);
