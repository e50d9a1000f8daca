namespace Pipeline.Containers.Registries;

/// <summary>Something that belongs to an image and is stored beside it: an SBOM, a signature, a scan's result (OCI image-spec 1.1, manifest with <c>subject</c>).</summary>
/// <param name="ArtifactType">What it is, as a media type: <c>application/vnd.cyclonedx+json</c>. It is what referrers are filtered by.</param>
/// <param name="MediaType">The content's media type.</param>
/// <param name="Content">The content.</param>
/// <param name="Annotations">On its manifest. Whoever wants two pushes of one artifact to give one digest puts no time of day in here.</param>
public sealed record ReferrerArtifact(string ArtifactType, string MediaType, byte[] Content, IReadOnlyDictionary<string, string> Annotations);
