using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>Applies a JSON patch (RFC 6902); an index may be negative, which counts from the end, as kustomize's library allows.</summary>
internal static class JsonPatch
{
    /// <exception cref="PatchException">An operation is malformed, or doesn't fit the object.</exception>
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        JsonNode? document = target;
        foreach (var (operation, index) in operations.Select((x, i) => (x, i)))
        {
            try
            {
                document = Apply(document, operation as JsonObject ?? throw new PatchException("it is no mapping"));
            }
            catch (PatchException error)
            {
                throw new PatchException($"operation {index + 1}: {error.Message}");
            }
        }

        return document as JsonObject ?? throw new PatchException("the object would no longer be a mapping");
    }

    private static JsonNode? Apply(JsonNode? document, JsonObject operation)
    {
        var path = Pointer(operation, "path");
        switch (ManifestObject.Text(operation, "op"))
        {
            case "add":
                return Add(document, path, Value(operation));
            case "remove":
                Remove(document, path);
                return document;
            case "replace":
                Get(document, path);
                return path.Length == 0 ? Value(operation) : Replace(document, path, Value(operation));
            case "test":
                var found = Get(document, path, missingIsNull: true);
                return JsonNode.DeepEquals(found, Value(operation)) ? document : throw new PatchException($"test of '{Shown(path)}' failed: it is {found?.ToJsonString() ?? "null"}");
            case "copy":
                return Add(document, path, Get(document, Pointer(operation, "from"))?.DeepClone());
            case "move":
                var from = Pointer(operation, "from");
                var moved = Get(document, from)?.DeepClone();
                Remove(document, from);
                return Add(document, path, moved);
            case var other:
                throw new PatchException($"op must be add, remove, replace, move, copy or test, not '{other}'");
        }
    }

    private static JsonNode? Add(JsonNode? document, string[] path, JsonNode? value)
    {
        if (path.Length == 0)
            return value;

        switch (Get(document, path[..^1]))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list when path[^1] == "-":
                list.Add(value);
                break;
            case JsonArray list:
                list.Insert(Index(list, path, list.Count), value);
                break;
            default:
                throw NoParent(path);
        }

        return document;
    }

    private static JsonNode? Replace(JsonNode? document, string[] path, JsonNode? value)
    {
        switch (Get(document, path[..^1]))
        {
            case JsonObject map:
                map[path[^1]] = value;
                break;
            case JsonArray list:
                list[Index(list, path, list.Count - 1)] = value;
                break;
        }

        return document;
    }

    private static void Remove(JsonNode? document, string[] path)
    {
        if (path.Length == 0)
            throw new PatchException("the whole object can't be removed");

        switch (Get(document, path[..^1]))
        {
            case JsonObject map when map.ContainsKey(path[^1]):
                map.Remove(path[^1]);
                break;
            case JsonArray list:
                list.RemoveAt(Index(list, path, list.Count - 1));
                break;
            default:
                throw Missing(path);
        }
    }

    private static JsonNode? Get(JsonNode? document, string[] path, bool missingIsNull = false)
    {
        var node = document;
        for (var i = 0; i < path.Length; i++)
        {
            switch (node)
            {
                case JsonObject map when map.TryGetPropertyValue(path[i], out var value):
                    node = value;
                    break;
                case JsonArray list:
                    node = list[Index(list, path[..(i + 1)], list.Count - 1)];
                    break;
                default:
                    return missingIsNull ? null : throw Missing(path[..(i + 1)]);
            }
        }

        return node;
    }

    private static int Index(JsonArray list, string[] path, int last)
    {
        if (!int.TryParse(path[^1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index))
            throw new PatchException($"'{path[^1]}' in '{Shown(path)}' is no index of a list");
        var real = index < 0 ? last + 1 + index : index;
        return real >= 0 && real <= last ? real : throw new PatchException($"'{Shown(path)}': the list has {list.Count} items");
    }

    private static string[] Pointer(JsonObject operation, string name) => ManifestObject.Text(operation, name) switch
    {
        null => throw new PatchException($"'{name}' is missing"),
        "" => [],
        ['/', .. var pointer] => [.. pointer.Split('/').Select(x => x.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))],
        var other => throw new PatchException($"{name} '{other}' doesn't begin with /"),
    };

    private static JsonNode? Value(JsonObject operation) =>
        operation.TryGetPropertyValue("value", out var value) ? value?.DeepClone() : throw new PatchException("'value' is missing");

    private static PatchException Missing(string[] path) => new($"'{Shown(path)}' doesn't exist");

    private static PatchException NoParent(string[] path) => new($"'{Shown(path[..^1])}' is neither a mapping nor a list");

    private static string Shown(string[] path) => "/" + string.Join('/', path);
}
