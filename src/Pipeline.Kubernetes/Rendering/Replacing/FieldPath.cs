using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pipeline.Kubernetes.Rendering.Patching;

namespace Pipeline.Kubernetes.Rendering.Replacing;

/// <summary>A path with dots: <c>spec.template.spec.containers.[name=web].env.0.value</c>; <c>*</c> is every item, [a.b/c] or a\.b a name with dots.</summary>
internal sealed class FieldPath
{
    private readonly List<string> segments;

    public FieldPath(string path)
    {
        Text = path;
        segments = Split(path);
    }

    public string Text { get; }

    /// <summary>The values that the path leads to. A missing one is made when a maker is given.</summary>
    /// <exception cref="PatchException">The path doesn't fit the object.</exception>
    public List<JsonNode> Find(JsonNode root, Func<JsonNode>? make = null)
    {
        var found = new List<JsonNode>();
        Find(root, 0, make, found);
        return found;
    }

    private void Find(JsonNode node, int depth, Func<JsonNode>? make, List<JsonNode> found)
    {
        if (depth == segments.Count)
        {
            found.Add(node);
            return;
        }

        var segment = segments[depth];
        if (int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && node is JsonArray list)
            Item(list, index, depth, make, found);
        else if (segment is ['[', .. var condition, ']'] && condition.Contains('=', StringComparison.Ordinal))
            Matching(Expect<JsonArray>(node, segment), condition, depth, make, found);
        else if (segment == "*")
            Every(node, depth, make, found);
        else
            Field(Expect<JsonObject>(node, segment), segment, depth, make, found);
    }

    private void Field(JsonObject map, string name, int depth, Func<JsonNode>? make, List<JsonNode> found)
    {
        if (map[name] is null)
        {
            if (make is null)
                return;
            map[name] = Made(depth + 1, make);
        }

        Find(map[name]!, depth + 1, make, found);
    }

    private void Item(JsonArray list, int index, int depth, Func<JsonNode>? make, List<JsonNode> found)
    {
        if (index == list.Count && make is not null)
            list.Add(Made(depth + 1, make));
        if (index >= list.Count)
            throw new PatchException($"'{Text}': index {index} specified but only {list.Count} elements found");
        if (list[index] is { } item)
            Find(item, depth + 1, make, found);
    }

    private void Every(JsonNode node, int depth, Func<JsonNode>? make, List<JsonNode> found)
    {
        foreach (var item in Expect<JsonArray>(node, "*"))
        {
            if (item is not null)
                Find(item, depth + 1, make, found);
        }
    }

    // name=web, or =web for a list of plain values; what follows = is a regular expression.
    private void Matching(JsonArray list, string condition, int depth, Func<JsonNode>? make, List<JsonNode> found)
    {
        var at = condition.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = (condition[..at], condition[(at + 1)..]);
        var before = found.Count;
        foreach (var item in list)
        {
            if (item is not null && Plain(name.Length == 0 ? item : (item as JsonObject)?[name]) is { } text && Regex.IsMatch(text, value, RegexOptions.CultureInvariant))
                Find(item, depth + 1, make, found);
        }

        if (make is null || found.Count > before)
            return;
        JsonNode added = name.Length == 0 ? JsonValue.Create(value) : new JsonObject { [name] = value };
        list.Add(added);
        Find(added, depth + 1, make, found);
    }

    private JsonNode Made(int depth, Func<JsonNode> make)
    {
        if (depth == segments.Count)
            return make();
        return segments[depth] is ['[', .., ']'] or "*" || segments[depth].All(char.IsAsciiDigit) ? new JsonArray() : new JsonObject();
    }

    internal static string? Plain(JsonNode? node) => node switch
    {
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonValue value => value.ToJsonString(),
        _ => null,
    };

    private T Expect<T>(JsonNode node, string segment)
        where T : JsonNode =>
        node as T ?? throw new PatchException($"'{Text}': '{segment}' can't be looked up in {(node is JsonObject ? "a mapping" : node is JsonArray ? "a list" : node.ToJsonString())}");

    // Dots separate, unless a backslash stands before them or brackets around them.
    private static List<string> Split(string path)
    {
        var parts = path.Replace("\\.", "\0", StringComparison.Ordinal).Split('.');
        var result = new List<string>();
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            if (part.StartsWith('[') && !part.EndsWith(']'))
            {
                while (++i < parts.Length)
                {
                    part += "." + parts[i];
                    if (part.EndsWith(']'))
                        break;
                }

                if (!part.Contains('=', StringComparison.Ordinal))
                    part = part.Trim('[', ']');
            }

            result.Add(part.Replace('\0', '.'));
        }

        return result;
    }
}
