using System.Globalization;
using System.IO.Enumeration;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Sets findings of one rule aside, for a time and a reason.</summary>
internal sealed record Waiver
{
    public const string AnnotationPrefix = "pipeline/waive-";

    /// <summary>As written: it may name no rule.</summary>
    public required string RuleId { get; init; }

    /// <summary>As written: it may be no date.</summary>
    public required string Until { get; init; }

    public required string Reason { get; init; }

    /// <summary><c>Deployment/web</c>, * for any characters; null for one of an annotation.</summary>
    public string? Pattern { get; init; }

    /// <summary>The object that it is an annotation of.</summary>
    public ManifestObject? Item { get; init; }

    /// <summary>Where it is written.</summary>
    public required string Source { get; init; }

    public SourceLocation? Location { get; init; }

    public DateOnly? LastDay => DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public bool IsFor(Hit hit) => hit.Rule.Id == RuleId && (Item is not null ? ReferenceEquals(Item, hit.Item)
        : hit.Item is { } item && (FileSystemName.MatchesSimpleExpression(Pattern, $"{item.Kind}/{item.Name}", ignoreCase: false) || FileSystemName.MatchesSimpleExpression(Pattern, item.ToString(), ignoreCase: false)));

    /// <summary>Those of an object's annotations: <c>pipeline/waive-K8S303: "2027-03-01 why"</c>.</summary>
    public static IEnumerable<Waiver> Of(ManifestObject item) =>
        from annotation in item.Body.At("metadata", "annotations").Texts()
        where annotation.Key.StartsWith(AnnotationPrefix, StringComparison.Ordinal)
        let words = annotation.Value.Trim().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries)
        select new Waiver
        {
            RuleId = annotation.Key[AnnotationPrefix.Length..],
            Until = words.Length > 0 ? words[0] : "",
            Reason = words.Length > 1 ? words[1].Trim() : "",
            Item = item,
            Source = item.Source,
        };
}
