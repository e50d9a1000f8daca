using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating;

/// <summary>A place where a rule isn't kept.</summary>
internal readonly record struct Hit(Rule Rule, ManifestObject? Item, string Path, string Message)
{
    public static Hit At(Rule rule, ManifestObject item, JsonNode? node, string message) => new(rule, item, node.FieldPath(item.Body), message);

    public static Hit At(Rule rule, ManifestObject item, JsonNode? node, string field, string message) => new(rule, item, node.FieldPath(item.Body, field), message);

    public Finding ToFinding() => new()
    {
        Rule = Rule,
        Severity = Rule.Severity,
        Subject = Item?.ToString() ?? "",
        Path = Path,
        Message = Message,
        Source = Item?.Source ?? "",
    };
}
