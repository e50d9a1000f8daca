using Pipeline.Containers.Registries;

namespace Pipeline.Containers.Signing.Attesting;

/// <summary>Where something can be put beside an image: a registry, an OCI layout.</summary>
public interface IReferrerSink
{
    /// <summary>Stores an artifact that refers to an image. The same one twice is stored once.</summary>
    Task AttachAsync(Digest subject, ReferrerArtifact artifact, CancellationToken cancellationToken);
}
