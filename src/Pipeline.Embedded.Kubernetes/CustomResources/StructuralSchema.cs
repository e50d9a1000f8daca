using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;

namespace Pipeline.Embedded.Kubernetes.CustomResources;

/// <summary>A custom kind's OpenAPI schema at work: gives defaults, and removes (prunes) fields that it doesn't have.</summary>
internal static class StructuralSchema
{
    /// <summary>Prunes and completes an object in place.</summary>
    public static void Complete(ResourceType type, JsonObject value)
    {
        if (type.CustomVersion?["schema"]?["openAPIV3Schema"] is not JsonObject schema)
            return;
        Prune(value, schema, isRoot: true);
        Default(value, schema);
    }

    private static void Prune(JsonNode? value, JsonObject schema, bool isRoot = false)
    {
        switch (value)
        {
            case JsonObject fields:
                PruneFields(fields, schema, isRoot);
                break;
            case JsonArray items when schema["items"] is JsonObject item:
                foreach (var element in items)
                    Prune(element, item);
                break;
        }
    }

    private static void PruneFields(JsonObject fields, JsonObject schema, bool isRoot)
    {
        var properties = schema["properties"] as JsonObject;
        var others = schema["additionalProperties"];
        foreach (var (name, member) in fields.ToList())
        {
            if ((isRoot || IsEmbedded(schema)) && name is "apiVersion" or "kind" or "metadata")
                continue;
            if (properties?[name] is JsonObject property)
                Prune(member, property);
            else if (others is JsonObject other)
                Prune(member, other);
            else if (others is null && !KeepsUnknown(schema))
                fields.Remove(name);
        }
    }

    private static void Default(JsonNode? value, JsonObject schema)
    {
        switch (value)
        {
            case JsonObject fields:
                foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
                {
                    if (property is not JsonObject of)
                        continue;
                    if (of.TryGetPropertyValue("default", out var given) && given is not null && (!fields.TryGetPropertyValue(name, out var present) || (present is null && !IsNullable(of))))
                        fields[name] = given.DeepClone();
                    Default(fields[name], of);
                }

                if (schema["additionalProperties"] is JsonObject other)
                {
                    var declared = schema["properties"] as JsonObject;
                    foreach (var (name, member) in fields.ToList())
                    {
                        if (declared?.ContainsKey(name) != true)
                            Default(member, other);
                    }
                }

                break;
            case JsonArray items when schema["items"] is JsonObject item:
                foreach (var element in items)
                    Default(element, item);
                break;
        }
    }

    private static bool KeepsUnknown(JsonObject schema) => IsSet(schema, "x-kubernetes-preserve-unknown-fields");

    private static bool IsEmbedded(JsonObject schema) => IsSet(schema, "x-kubernetes-embedded-resource");

    private static bool IsNullable(JsonObject schema) => IsSet(schema, "nullable");

    private static bool IsSet(JsonObject schema, string name) => schema[name] is JsonValue value && value.TryGetValue<bool>(out var isSet) && isSet;
}
