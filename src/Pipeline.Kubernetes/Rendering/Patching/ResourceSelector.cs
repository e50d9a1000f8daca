using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>Which objects a patch is for. What isn't given fits all; group, version, kind, name and namespace are regular expressions for the whole text.</summary>
internal sealed record ResourceSelector
{
    public Regex? Group { get; init; }

    public Regex? Version { get; init; }

    public Regex? Kind { get; init; }

    public Regex? Name { get; init; }

    public Regex? Namespace { get; init; }

    public LabelSelector? Labels { get; init; }

    public LabelSelector? Annotations { get; init; }

    /// <summary>An expression for the whole text; null where the text is empty.</summary>
    /// <exception cref="RegexParseException">It is none.</exception>
    public static Regex? Pattern(string? text) => string.IsNullOrEmpty(text) ? null : new Regex($"^(?:{text})$", RegexOptions.CultureInvariant);

    /// <summary>An object is found by its first and by its present name and namespace.</summary>
    public bool Matches(Resource item)
    {
        var (original, current) = (item.OriginalId, item.Id);
        return Fits(Namespace, original.Namespace, current.Namespace)
            && Fits(Name, original.Name, current.Name)
            && Fits(Group, current.Group) && Fits(Version, current.Version) && Fits(Kind, current.Kind)
            && Labels?.Matches(item.Metadata["labels"]) != false
            && Annotations?.Matches(item.Metadata["annotations"]) != false;
    }

    private static bool Fits(Regex? pattern, params ReadOnlySpan<string> texts)
    {
        if (pattern is null)
            return true;
        foreach (var text in texts)
        {
            if (pattern.IsMatch(text))
                return true;
        }

        return false;
    }
}
