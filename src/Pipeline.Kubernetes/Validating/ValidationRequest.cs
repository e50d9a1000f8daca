using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.Validating.Schemas;

namespace Pipeline.Kubernetes.Validating;

/// <summary>What to check.</summary>
/// <param name="Manifests">The rendered objects.</param>
public sealed record ValidationRequest(RenderedManifests Manifests)
{
    /// <summary>The cluster's minor version, for API versions that are gone: <c>1.34</c>. Default 1.32.</summary>
    public KubernetesVersion Version { get; init; } = new(1, 32);

    /// <summary>
    /// Objects that others refer to and that are not among the manifests, as <c>Kind/name</c>, <c>*</c> for any characters: <c>Secret/agentkit-*</c>.
    /// <c>Pod</c> alone says that pods come from elsewhere. An object says the same of what it refers to in its annotation <c>pipeline/external</c>.
    /// </summary>
    public IReadOnlyList<string> External { get; init; } = [];

    /// <summary>Schemas of custom resources, besides those of the CustomResourceDefinitions among the manifests. Read by <see cref="CustomSchemas.ReadAsync"/>.</summary>
    public CustomSchemas Schemas { get; init; } = CustomSchemas.None;
}
