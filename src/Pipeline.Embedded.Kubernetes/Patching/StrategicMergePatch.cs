using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Patching;

/// <summary>A strategic merge patch.</summary>
internal static class StrategicMergePatch
{
    public static JsonObject Apply(JsonObject original, JsonNode patch, TypeSchema? schema) => MergePatch.Apply(original, patch, schema);
}
