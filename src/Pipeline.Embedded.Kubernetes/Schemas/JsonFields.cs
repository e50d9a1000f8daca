using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>Reading objects without asking at each step whether the step is there.</summary>
internal static class JsonFields
{
    extension(JsonNode? node)
    {
        /// <summary>The object of a field; null where it is absent or no object.</summary>
        public JsonObject? Fields(string name) => (node as JsonObject)?[name] as JsonObject;

        /// <summary>The text of a field; null where it is absent or no string.</summary>
        public string? Text(string name) => (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

        /// <summary>The whole number of a field; null where it is absent or none.</summary>
        public long? Whole(string name) => (node as JsonObject)?[name].AsWhole();

        /// <summary>The truth of a field; null where it is absent or no boolean.</summary>
        public bool? Flag(string name) => (node as JsonObject)?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

        /// <summary>The items of a list; none where it is absent or no list.</summary>
        public IEnumerable<JsonNode?> Items(string name) => (node as JsonObject)?[name] as JsonArray ?? Enumerable.Empty<JsonNode?>();

        /// <summary>The items of a list that are objects.</summary>
        public IEnumerable<JsonObject> Objects(string name) => node.Items(name).OfType<JsonObject>();

        /// <summary>The fields of an object or a map; none where it is absent.</summary>
        public IEnumerable<KeyValuePair<string, JsonNode?>> Entries(string name) => node.Fields(name) ?? Enumerable.Empty<KeyValuePair<string, JsonNode?>>();

        /// <summary>The value as a whole number; null where it is none.</summary>
        public long? AsWhole()
        {
            if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
                return null;
            if (value.TryGetValue<long>(out var whole))
                return whole;
            if (value.TryGetValue<int>(out var small))
                return small;
            return value.TryGetValue<double>(out var number) && number == Math.Truncate(number) && Math.Abs(number) < 1e18 ? (long)number : null;
        }

        /// <summary>The value as text; null where it is none.</summary>
        public string? AsText() => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    extension(JsonObject fields)
    {
        /// <summary>Sets a field that is absent.</summary>
        public void Default(string name, JsonNode value)
        {
            if (fields[name] is null)
                fields[name] = value;
        }

        /// <summary>The object of a field, made where it is absent.</summary>
        public JsonObject Ensure(string name)
        {
            if (fields[name] is not JsonObject value)
                fields[name] = value = [];
            return value;
        }
    }
}
