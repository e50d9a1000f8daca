using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Where a policy isn't kept: a value, or a field that isn't there.</summary>
internal readonly record struct Offence(JsonNode? Node, string? Field, string Message)
{
    public static Offence At(JsonNode? node, string message) => new(node, null, message);

    public static Offence Missing(JsonNode? node, string field, string message) => new(node, field, message);

    public static IEnumerable<Offence> When(bool isSo, JsonNode? node, string message) => isSo ? [At(node, message)] : [];

    public static IEnumerable<Offence> WhenMissing(bool isSo, JsonNode? node, string field, string message) => isSo ? [Missing(node, field, message)] : [];
}
