using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Transforming;

/// <summary>One step of a kustomization: changes what its resources, generators and components gave.</summary>
internal interface ITransformer
{
    void Apply(ResourceSet resources);
}
