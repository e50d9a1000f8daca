using System.Text.Json.Nodes;
using k8s;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Whether two values would be stored alike. As in Kubernetes' semantic equality an absent list, map or text is an empty one.</summary>
internal static class ObjectEquality
{
    public static bool Same<T>(T? one, T? other) => JsonNode.DeepEquals(Canonical(one), Canonical(other));

    public static T Copy<T>(T value) => KubernetesJson.Deserialize<T>(KubernetesJson.Serialize(value!));

    /// <summary>Fields in the order of their names, nothing that is empty.</summary>
    public static JsonNode? Canonical<T>(T? value) => value is null ? null : Canonical(JsonNode.Parse(KubernetesJson.Serialize(value)));

    private static JsonNode? Canonical(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                var sorted = fields.Select(x => (x.Key, Value: Canonical(x.Value))).Where(x => x.Value is not null).OrderBy(x => x.Key, StringComparer.Ordinal).ToList();
                return sorted.Count == 0 ? null : new JsonObject(sorted.Select(x => KeyValuePair.Create(x.Key, x.Value)));
            case JsonArray items:
                // An empty object in a list (a peer that allows all) means something; only in a map it is nothing.
                return items.Count == 0 ? null : new JsonArray([.. items.Select(x => Canonical(x) ?? new JsonObject())]);
            case JsonValue text when text.TryGetValue(out string? value) && value.Length == 0:
                return null;
            default:
                return node?.DeepClone();
        }
    }
}
