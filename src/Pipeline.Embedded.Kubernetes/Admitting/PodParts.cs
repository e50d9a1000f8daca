using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>Parts of a pod's spec that several rules look at.</summary>
internal static class PodParts
{
    /// <summary>All containers, those that run first or for debugging included.</summary>
    public static IEnumerable<JsonObject> Containers(JsonObject spec) =>
        ((string[])["initContainers", "containers", "ephemeralContainers"]).SelectMany(x => spec[x] as JsonArray ?? []).OfType<JsonObject>();

    public static IReadOnlyList<JsonObject> Items(JsonObject value, string name) => [.. (value[name] as JsonArray ?? []).OfType<JsonObject>()];

    public static JsonObject? Part(JsonObject value, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (value[name] is not JsonObject next)
                return null;
            value = next;
        }

        return value;
    }

    public static bool Is(JsonObject value, string name, bool wanted) => value[name] is JsonValue flag && flag.TryGetValue<bool>(out var found) && found == wanted;

    /// <summary>The spec of the pods that an object makes: its own, or that of its template.</summary>
    public static JsonObject? SpecOf(JsonObject value) => ObjectMetadata.Text(value, "kind") switch
    {
        "Pod" => Part(value, "spec"),
        "CronJob" => Part(value, "spec", "jobTemplate", "spec", "template", "spec"),
        _ => Part(value, "spec", "template", "spec"),
    };
}
