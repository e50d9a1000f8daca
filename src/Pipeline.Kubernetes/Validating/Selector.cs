using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>A label selector: matchLabels and matchExpressions, or a Service's plain labels.</summary>
internal static class Selector
{
    /// <summary>Whether it has no requirement, and so matches everything.</summary>
    public static bool IsEmpty(JsonNode? selector) => selector is JsonObject map && (map.Map("matchLabels")?.Count ?? 0) == 0 && !map.List("matchExpressions").Any();

    public static bool Matches(JsonNode? selector, IReadOnlyDictionary<string, string> labels) =>
        selector is JsonObject && MatchesAll(selector.At("matchLabels"), labels) && selector.Maps("matchExpressions").All(x => MatchesOne(x, labels));

    public static bool MatchesAll(JsonNode? wanted, IReadOnlyDictionary<string, string> labels) =>
        (wanted as JsonObject ?? []).All(x => labels.TryGetValue(x.Key, out var value) && value == x.Value.AsText());

    private static bool MatchesOne(JsonObject expression, IReadOnlyDictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(expression.Text("key") ?? "");
        var isListed = value is not null && expression.List("values").Any(x => x.AsText() == value);
        return expression.Text("operator") switch
        {
            "In" => isListed,
            "NotIn" => !isListed,
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
