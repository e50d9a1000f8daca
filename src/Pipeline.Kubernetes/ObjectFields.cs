using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes;

/// <summary>Reads fields of an object that may not be there.</summary>
internal static class ObjectFields
{
    extension(JsonNode? node)
    {
        public JsonNode? Field(params ReadOnlySpan<string> path)
        {
            var value = node;
            foreach (var name in path)
                value = (value as JsonObject)?[name];
            return value;
        }

        public string? Text(params ReadOnlySpan<string> path) => node.Field(path) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

        public long? Number(params ReadOnlySpan<string> path) => node.Field(path) is JsonValue value ? value.TryGetValue(out long number) ? number : value.TryGetValue(out int small) ? small : null : null;

        public bool IsTrue(params ReadOnlySpan<string> path) => node.Field(path) is JsonValue value && value.TryGetValue(out bool truth) && truth;

        public IEnumerable<JsonObject> Items(params ReadOnlySpan<string> path) => (node.Field(path) as JsonArray ?? []).OfType<JsonObject>();

        public string? Annotation(string name) => node.Text("metadata", "annotations", name);

        public string? Uid() => node.Text("metadata", "uid");
    }
}
