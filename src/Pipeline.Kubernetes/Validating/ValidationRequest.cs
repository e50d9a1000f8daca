using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Validating;

/// <summary>What to check.</summary>
/// <param name="Manifests">The rendered objects.</param>
public sealed record ValidationRequest(RenderedManifests Manifests)
{
    /// <summary>Makes an image without a digest an error, as before anything is deployed. Default false: a warning, since a digest exists only once the image is built.</summary>
    public bool RequireDigests { get; init; }
}
