using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes;

/// <summary>Reads fields of objects that may hold anything: what isn't there, or is of another type, is null or empty.</summary>
internal static class JsonFields
{
    extension(JsonNode? node)
    {
        /// <summary>The field's value; null where the node is no mapping or has no such field.</summary>
        public JsonNode? At(string name) => (node as JsonObject)?[name];

        /// <summary>The value at a path of field names.</summary>
        public JsonNode? At(params ReadOnlySpan<string> names)
        {
            var found = node;
            foreach (var name in names)
                found = (found as JsonObject)?[name];
            return found;
        }

        public JsonObject? Map(string name) => node.At(name) as JsonObject;

        /// <summary>The mapping's entries whose value is a text.</summary>
        public IEnumerable<KeyValuePair<string, string>> Texts() =>
            (node as JsonObject ?? []).Select(x => KeyValuePair.Create(x.Key, x.Value.AsText())).Where(x => x.Value is not null)!;

        /// <summary>The field's items; none where it is no list.</summary>
        public IEnumerable<JsonNode?> List(string name) => node.At(name) as JsonArray ?? [];

        /// <summary>The field's items that are mappings.</summary>
        public IEnumerable<JsonObject> Maps(string name) => node.List(name).OfType<JsonObject>();

        /// <summary>The items at a path that are mappings.</summary>
        public IEnumerable<JsonObject> Items(params ReadOnlySpan<string> names) => (node.At(names) as JsonArray ?? []).OfType<JsonObject>();

        public string? Text(string name) => node.At(name).AsText();

        public string? Text(params ReadOnlySpan<string> names) => node.At(names).AsText();

        public long? Whole(string name) => node.At(name).AsWhole();

        public long? Whole(params ReadOnlySpan<string> names) => node.At(names).AsWhole();

        public bool? Truth(string name) => node.At(name) is JsonValue value && value.TryGetValue(out bool truth) ? truth : null;

        public bool IsTrue(params ReadOnlySpan<string> names) => node.At(names) is JsonValue value && value.TryGetValue(out bool truth) && truth;

        public bool Has(string name) => node.At(name) is not null;

        public string? AsText() => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

        public long? AsWhole() => node is not JsonValue value || value.GetValueKind() != JsonValueKind.Number ? null
            : value.TryGetValue(out long whole) ? whole
            : double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && Math.Floor(real) == real && Math.Abs(real) < 1L << 53 ? (long)real
            : null;

        public string? Annotation(string name) => node.Text("metadata", "annotations", name);

        public string? Uid() => node.Text("metadata", "uid");

        /// <summary>The value as a message shows it.</summary>
        public string Shown() => node switch
        {
            null => "null",
            JsonObject => "a mapping",
            JsonArray => "a list",
            _ when node.AsText() is { } text => $"'{(text.Length > 80 ? text[..77] + "..." : text)}'",
            _ => node.ToJsonString(),
        };

        /// <summary>Where the value stands in an object: <c>spec.containers[0].env[1].name</c>, <c>metadata.labels['a.b/c']</c>.</summary>
        public string FieldPath(JsonObject root)
        {
            var parts = new Stack<string>();
            for (var current = node; !ReferenceEquals(current, root) && current?.Parent is { } parent; current = parent)
                parts.Push(parent is JsonArray ? $"[{current.GetElementIndex()}]" : Step(current.GetPropertyName()));
            return string.Concat(parts).TrimStart('.');
        }

        /// <summary>The same of a field that may be missing.</summary>
        public string FieldPath(JsonObject root, string name) => (node.FieldPath(root) + Step(name)).TrimStart('.');
    }

    /// <summary>Puts another value in its place. JSON's own <c>ReplaceWith</c> needs code made at run time, which a program compiled to native code lacks.</summary>
    public static void ReplaceBy(this JsonNode node, JsonNode value)
    {
        if (node.Parent is JsonObject map)
            map[node.GetPropertyName()] = value;
        else if (node.Parent is JsonArray list)
            list[node.GetElementIndex()] = value;
    }

    /// <summary>The parts of a path: field names, and list indexes as numbers.</summary>
    public static IReadOnlyList<object> Parts(string path)
    {
        var parts = new List<object>();
        for (var i = 0; i < path.Length;)
        {
            var end = path[i] == '[' ? path.IndexOf(i + 1 < path.Length && path[i + 1] == '\'' ? "']" : "]", i, StringComparison.Ordinal) : NextStep(path, i + 1);
            if (end < 0)
                return parts;
            if (path[i] != '[')
                parts.Add(path[i..end].TrimStart('.'));
            else if (path[i + 1] == '\'')
                parts.Add(path[(i + 2)..end++]);
            else
                parts.Add(int.Parse(path.AsSpan(i + 1, end - i - 1), CultureInfo.InvariantCulture));
            i = path[i] == '[' ? end + 1 : end;
        }

        return parts;
    }

    private static int NextStep(string path, int from) => path.AsSpan(from).IndexOfAny('.', '[') is >= 0 and var at ? from + at : path.Length;

    private static string Step(string name) => name.AsSpan().IndexOfAnyExcept(PlainName) < 0 && name.Length > 0 ? "." + name : $"['{name}']";

    private static readonly System.Buffers.SearchValues<char> PlainName = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-$");
}
