using Pipeline.Kubernetes.Rendering.Generating;
using Pipeline.Kubernetes.Rendering.Replacing;
using Pipeline.Kubernetes.Rendering.Resources;
using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Reading;

/// <summary>A kustomization file, read; the files that it names aren't yet.</summary>
internal sealed record Kustomization
{
    /// <summary>The file, for messages.</summary>
    public required string Source { get; init; }

    public required KustomizationRoot Root { get; init; }

    /// <summary>A component changes what the kustomization that names it has gathered so far, and isn't rendered by itself.</summary>
    public bool IsComponent { get; init; }

    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> Components { get; init; } = [];

    public IReadOnlyList<GeneratorArguments> Generators { get; init; } = [];

    /// <summary>Files, or patches as text.</summary>
    public IReadOnlyList<string> MergePatches { get; init; } = [];

    public IReadOnlyList<PatchEntry> Patches { get; init; } = [];

    public IReadOnlyList<PatchEntry> JsonPatches { get; init; } = [];

    public string? Namespace { get; init; }

    public string? NamePrefix { get; init; }

    public string? NameSuffix { get; init; }

    public IReadOnlyList<LabelEntry> Labels { get; init; } = [];

    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<(string Name, long Count)> Replicas { get; init; } = [];

    public IReadOnlyList<ImageOverride> Images { get; init; } = [];

    public IReadOnlyList<ReplacementEntry> Replacements { get; init; } = [];

    /// <summary>The order of the output; null leaves it as it came. Only that of the outermost kustomization counts.</summary>
    public ObjectOrder? Order { get; init; }

    /// <summary>Says in an annotation where each object came from. Only that of the outermost kustomization counts.</summary>
    public bool WriteOrigins { get; init; }

    /// <summary>Labels each object as kustomize's. Only that of the outermost kustomization counts.</summary>
    public bool WriteManagedBy { get; init; }
}

/// <summary>Labels and where they go.</summary>
internal sealed record LabelEntry(IReadOnlyDictionary<string, string> Pairs, IReadOnlyList<FieldSpec> Fields);

/// <summary>Replacements in a file, or one that stands in the kustomization itself.</summary>
internal sealed record ReplacementEntry(string? Path, Replacement? Inline, string Origin);
