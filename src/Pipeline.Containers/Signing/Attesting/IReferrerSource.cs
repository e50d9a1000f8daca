using Pipeline.Containers.Registries;

namespace Pipeline.Containers.Signing.Attesting;

/// <summary>Where what is beside an image can be read: a registry, an OCI layout.</summary>
public interface IReferrerSource
{
    /// <summary>The artifacts of one type that refer to an image.</summary>
    Task<IReadOnlyList<ReferrerArtifact>> ReferrersAsync(Digest subject, string artifactType, CancellationToken cancellationToken);
}
