using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>One step of a kustomization: changes the objects that its resources gave.</summary>
internal interface ITransformer
{
    void Apply(IReadOnlyList<ManifestObject> objects);
}
