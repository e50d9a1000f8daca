namespace Pipeline.Kubernetes.Rendering;

/// <summary>A kustomization file, read.</summary>
internal sealed record Kustomization
{
    /// <summary>The file, for messages.</summary>
    public required string Source { get; init; }

    public required string Directory { get; init; }

    /// <summary>A component changes what the kustomization that names it has gathered so far, and isn't rendered by itself.</summary>
    public bool IsComponent { get; init; }

    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> Components { get; init; } = [];

    /// <summary>What is done with the resources, in kustomize's order.</summary>
    public IReadOnlyList<ITransformer> Transformers { get; init; } = [];
}
