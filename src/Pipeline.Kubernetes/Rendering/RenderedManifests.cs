using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>The objects of an environment, in kustomize's order.</summary>
/// <param name="Objects">The objects.</param>
public sealed record RenderedManifests(IReadOnlyList<ManifestObject> Objects)
{
    /// <summary>The objects as YAML, the same text for the same objects, ready for <c>kubectl apply -f</c>.</summary>
    public string ToYaml() => YamlWriter.Write(Objects);
}
