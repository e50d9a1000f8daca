namespace Pipeline.Kubernetes.Rendering;

/// <summary>What to render.</summary>
/// <param name="Directory">A folder with a kustomization, for example <c>k8s/overlays/staging</c>.</param>
public sealed record RenderRequest(string Directory)
{
    /// <summary>Images set after all that the kustomization says: how a delivery pins the digest that it built, without a change to a file.</summary>
    public IReadOnlyList<ImageOverride> Images { get; init; } = [];
}
