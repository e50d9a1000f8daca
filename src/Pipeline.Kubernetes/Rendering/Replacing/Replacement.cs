using Pipeline.Kubernetes.Rendering.Patching;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Replacing;

/// <summary>Copies a field's value into fields of other objects (kustomize's <c>replacements</c>).</summary>
/// <param name="Source">Where the value comes from.</param>
/// <param name="Targets">Where it goes.</param>
/// <param name="Origin">Where the replacement stands, for messages.</param>
internal sealed record Replacement(ReplacementSource Source, IReadOnlyList<ReplacementTarget> Targets, string Origin);

/// <summary>Names one object; what isn't given fits all.</summary>
internal sealed record ObjectSelector
{
    public string? Group { get; init; }

    public string? Version { get; init; }

    public string? Kind { get; init; }

    public string? Name { get; init; }

    public string? Namespace { get; init; }

    public LabelSelector? Labels { get; init; }

    public LabelSelector? Annotations { get; init; }

    public bool NamesObjects => (Group ?? Version ?? Kind ?? Name ?? Namespace) is not null;

    public bool Matches(ResourceId id) =>
        Fits(Group, id.Group) && Fits(Version, id.Version) && Fits(Kind, id.Kind) && Fits(Name, id.Name)
        && (Namespace is null || id.Namespace == Namespace);

    public bool MatchesLabels(Resource item) => Labels?.Matches(item.Metadata["labels"]) != false && Annotations?.Matches(item.Metadata["annotations"]) != false;

    private static bool Fits(string? expected, string text) => expected is null || expected == text;
}

/// <summary>The field that is copied.</summary>
internal sealed record ReplacementSource(ObjectSelector Select, string FieldPath, ReplacementOptions Options);

/// <summary>Where the value goes.</summary>
internal sealed record ReplacementTarget(ObjectSelector Select, IReadOnlyList<ObjectSelector> Reject, IReadOnlyList<string> FieldPaths, ReplacementOptions Options);

/// <summary>A part of a value, between delimiters; or that a missing field is made.</summary>
internal sealed record ReplacementOptions(string? Delimiter, int Index, bool Create);
