using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Fields that no schema declares, and fields given twice.</summary>
internal static class StrictFields
{
    /// <summary>The unknown fields: <c>unknown field "spec.x"</c>.</summary>
    public static IReadOnlyList<string> Find(JsonObject value, TypeSchema schema)
    {
        var unknown = new List<string>();
        Visit(value, schema, "", unknown);
        return unknown;
    }

    /// <summary>Reads a body. One that can't be read, or is no object, is a <see cref="PatchException"/> with the code 400.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">The media type: one that names YAML is read as YAML (of which JSON is a part), any other as JSON.</param>
    /// <param name="duplicates">The fields that are given twice: <c>duplicate field "spec.x"</c>. The last one counts.</param>
    public static JsonObject Parse(ReadOnlySpan<byte> body, string contentType, out IReadOnlyList<string> duplicates)
    {
        var found = new List<string>();
        duplicates = found;
        if (contentType.Contains("yaml", StringComparison.OrdinalIgnoreCase))
        {
            // Most clients send JSON, which is YAML too.
            if (JsonBody.TryReadObject(body, found) is { } json)
                return json;
            return YamlBody.Read(body, found) switch
            {
                JsonObject value => value,
                var other => throw PatchException.BadRequest($"error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal {JsonBody.GoKind(other)} into Go value of type map[string]interface {{}}"),
            };
        }
        return JsonBody.Read(body, found) switch
        {
            JsonObject value => value,
            var other => throw PatchException.BadRequest($"couldn't get version/kind; json parse error: json: cannot unmarshal {JsonBody.GoKind(other)} into Go value of type struct {{ APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }}"),
        };
    }

    private static void Visit(JsonNode? value, TypeSchema type, string path, List<string> unknown)
    {
        switch (value)
        {
            case JsonObject fields when type.Shape == ValueShape.Object:
                foreach (var (name, child) in fields)
                {
                    var place = path.Length == 0 ? name : $"{path}.{name}";
                    if (type.Child(name) is { } declared)
                        Visit(child, declared, place, unknown);
                    else
                        unknown.Add($"unknown field {JsonSerializer.Serialize(place, JsonBody.Plain)}");
                }
                break;
            case JsonArray items when type.Element is { } element:
                for (var i = 0; i < items.Count; i++)
                    Visit(items[i], element, $"{path}[{i}]", unknown);
                break;
        }
    }
}
