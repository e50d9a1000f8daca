using System.Collections.Frozen;
using System.Text.Json.Nodes;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>Custom resources' schemas, from the structural OpenAPI schema of their definition.</summary>
internal static class OpenApiSchemas
{
    /// <summary>The schema of a whole object.</summary>
    public static TypeSchema Create(JsonObject openApiV3Schema)
    {
        var schema = (JsonObject)openApiV3Schema.DeepClone();
        Unfold(schema);
        return ObjectOf(schema, isResource: true);
    }

    /// <summary>Reads every part once: a JSON node fills itself on its first reading, which several requests at once may not do.</summary>
    private static void Unfold(JsonNode? node)
    {
        foreach (var child in node switch { JsonObject fields => fields.Select(field => field.Value), JsonArray items => items, _ => [] })
            Unfold(child);
    }

    private static TypeSchema TypeOf(JsonNode? node)
    {
        if (node is not JsonObject schema)
            return TypeSchema.Unknown;
        if (Flag(schema, "x-kubernetes-int-or-string"))
            return new(ValueShape.IntOrString) { OpenApi = schema };
        return Text(schema, "type") switch
        {
            "string" => new(ValueShape.Text) { OpenApi = schema },
            "integer" => new(Text(schema, "format") == "int32" ? ValueShape.Int32 : ValueShape.Int64) { OpenApi = schema },
            "number" => new(ValueShape.Number) { OpenApi = schema },
            "boolean" => new(ValueShape.Boolean) { OpenApi = schema },
            "array" => ListOf(schema),
            "object" => ObjectOf(schema, Flag(schema, "x-kubernetes-embedded-resource")),
            _ => new(ValueShape.Any) { OpenApi = schema, KeepsUnknown = true },
        };
    }

    private static TypeSchema ListOf(JsonObject schema)
    {
        var kind = Text(schema, "x-kubernetes-list-type");
        return new(ValueShape.List, element: () => TypeOf(schema["items"]))
        {
            OpenApi = schema,
            Keys = kind == "map" && schema["x-kubernetes-list-map-keys"] is JsonArray keys ? [.. keys.Select(key => key!.GetValue<string>())] : [],
            IsSet = kind == "set",
            IsAtomic = kind is not ("map" or "set"),
        };
    }

    private static TypeSchema ObjectOf(JsonObject schema, bool isResource) =>
        new(ValueShape.Object,
            () => FieldsOf(schema, isResource),
            () => schema["additionalProperties"] is JsonObject values ? TypeOf(values) : schema["additionalProperties"] is JsonValue any && any.GetValue<bool>() ? TypeSchema.Unknown : null)
        {
            OpenApi = schema,
            IsAtomic = Text(schema, "x-kubernetes-map-type") == "atomic",
            KeepsUnknown = Flag(schema, "x-kubernetes-preserve-unknown-fields"),
        };

    private static FrozenDictionary<string, FieldSchema> FieldsOf(JsonObject schema, bool isResource)
    {
        var fields = new Dictionary<string, FieldSchema>();
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
            fields[name] = new() { Name = name, Type = TypeOf(property), KeyDefault = (property as JsonObject)?["default"]?.DeepClone() };
        if (isResource)
        {
            fields["apiVersion"] = new() { Name = "apiVersion", Type = Scalars.Of(ValueShape.Text) };
            fields["kind"] = new() { Name = "kind", Type = Scalars.Of(ValueShape.Text) };
            fields["metadata"] = new() { Name = "metadata", Type = ModelSchemas.Of(typeof(V1ObjectMeta)) };
        }
        return fields.ToFrozenDictionary();
    }

    private static string? Text(JsonObject schema, string name) => schema[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool Flag(JsonObject schema, string name) => schema[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
}
