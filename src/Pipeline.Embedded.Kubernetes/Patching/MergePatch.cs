using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Patching;

/// <summary>A JSON merge patch (RFC 7386).</summary>
internal static class MergePatch
{
    /// <summary>The object with the patch applied. The original isn't changed; the schema has no part in it.</summary>
    public static JsonObject Apply(JsonObject original, JsonNode patch, TypeSchema? schema)
    {
        _ = schema;
        if (patch is not JsonObject fields)
            throw PatchException.BadRequest($"error decoding patch: json: cannot unmarshal {(patch is JsonArray ? "array" : "value")} into Go value of type map[string]interface {{}}");
        return Merge((JsonObject)original.DeepClone(), fields);
    }

    private static JsonObject Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject fields)
                target[name] = Merge(target[name] is JsonObject existing ? (JsonObject)existing.DeepClone() : [], fields);
            else
                target[name] = value.DeepClone();
        }
        return target;
    }
}
