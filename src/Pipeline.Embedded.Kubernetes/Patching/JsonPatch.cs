using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Patching;

/// <summary>A JSON patch (RFC 6902).</summary>
internal static class JsonPatch
{
    // kube-apiserver's own bound.
    private const int MaxOperations = 10_000;

    /// <summary>The object with the patch's operations done, or a refusal: all of them or none. The original isn't changed; the schema has no part in it.</summary>
    public static JsonObject Apply(JsonObject original, JsonNode patch, TypeSchema? schema)
    {
        _ = schema;
        if (patch is not JsonArray operations)
            throw PatchException.BadRequest("error decoding patch: json: cannot unmarshal object into Go value of type jsonpatch.Patch");
        if (operations.Count > MaxOperations)
            throw new PatchException(413, "RequestEntityTooLarge", $"The allowed maximum operations in a JSON patch is {MaxOperations}, got {operations.Count}");
        JsonNode? document = original.DeepClone();
        foreach (var operation in operations)
            document = Do(document, operation as JsonObject ?? throw PatchException.BadRequest("error decoding patch: json: cannot unmarshal value into Go value of type jsonpatch.Operation"));
        return document as JsonObject ?? throw PatchException.Rejected();
    }

    private static JsonNode? Do(JsonNode? document, JsonObject operation)
    {
        var path = Path(operation, "path");
        switch (operation.Text("op"))
        {
            case "add":
                return Add(document, path, Value(operation));
            case "remove":
                return Remove(document, path);
            case "replace":
                Find(document, path);
                return path.Count == 0 ? Value(operation) : Set(document, path, Value(operation));
            case "move":
                var from = Path(operation, "from");
                if (from.Count < path.Count && path.Take(from.Count).SequenceEqual(from))
                    throw PatchException.Rejected();
                var moved = Find(document, from)?.DeepClone();
                return Add(Remove(document, from), path, moved);
            case "copy":
                return Add(document, path, Find(document, Path(operation, "from"))?.DeepClone());
            case "test":
                // An absent value is as good as a null.
                if (!JsonNode.DeepEquals(FindOrNull(document, path), Value(operation)))
                    throw PatchException.Rejected();
                return document;
            default:
                throw PatchException.Rejected();
        }
    }

    private static IReadOnlyList<string> Path(JsonObject operation, string name) => JsonPointer.Parse(operation.Text(name) ?? throw PatchException.Rejected());

    private static JsonNode? Value(JsonObject operation) =>
        operation.TryGetPropertyValue("value", out var value) ? value?.DeepClone() : throw PatchException.Rejected();

    private static JsonNode? Find(JsonNode? document, IReadOnlyList<string> path)
    {
        foreach (var step in path)
        {
            document = document switch
            {
                JsonObject fields when fields.TryGetPropertyValue(step, out var field) => field,
                JsonArray items => items[Index(step, items.Count - 1)],
                _ => throw PatchException.Rejected(),
            };
        }
        return document;
    }

    private static JsonNode? FindOrNull(JsonNode? document, IReadOnlyList<string> path)
    {
        if (path.Count == 0)
            return document;
        return Find(document, [.. path.SkipLast(1)]) switch
        {
            JsonObject fields => fields[path[^1]],
            JsonArray items => items[Index(path[^1], items.Count - 1)],
            _ => throw PatchException.Rejected(),
        };
    }

    private static JsonNode? Add(JsonNode? document, IReadOnlyList<string> path, JsonNode? value)
    {
        if (path.Count == 0)
            return value;
        if (Find(document, [.. path.SkipLast(1)]) is not JsonArray items)
            return Set(document, path, value);
        items.Insert(path[^1] == "-" ? items.Count : Index(path[^1], items.Count), value);
        return document;
    }

    private static JsonNode? Set(JsonNode? document, IReadOnlyList<string> path, JsonNode? value)
    {
        switch (Find(document, [.. path.SkipLast(1)]))
        {
            case JsonObject fields:
                fields[path[^1]] = value;
                return document;
            case JsonArray items:
                items[Index(path[^1], items.Count - 1)] = value;
                return document;
            default:
                throw PatchException.Rejected();
        }
    }

    private static JsonNode? Remove(JsonNode? document, IReadOnlyList<string> path)
    {
        if (path.Count == 0)
            return null;
        switch (Find(document, [.. path.SkipLast(1)]))
        {
            case JsonObject fields when fields.Remove(path[^1]):
                return document;
            case JsonArray items:
                items.RemoveAt(Index(path[^1], items.Count - 1));
                return document;
            default:
                throw PatchException.Rejected();
        }
    }

    /// <summary>A list's index. A negative one counts from the end, as kube-apiserver's library has it.</summary>
    private static int Index(string step, int last)
    {
        if (!int.TryParse(step, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) || step is ['+', ..] or ['0', _, ..])
            throw PatchException.Rejected();
        if (index < 0)
            index += last + 1;
        return index >= 0 && index <= last ? index : throw PatchException.Rejected();
    }
}
