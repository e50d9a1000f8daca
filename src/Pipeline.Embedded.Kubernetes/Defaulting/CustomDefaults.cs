using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Pruning and defaulting of custom resources by their structural schema.</summary>
internal static class CustomDefaults
{
    /// <summary>Takes off what isn't declared and sets what is absent and has a default, in place.</summary>
    public static void Apply(JsonNode? value, TypeSchema type)
    {
        switch (value)
        {
            case JsonObject fields when type is { Shape: ValueShape.Object, OpenApi: null }:
                // Metadata is the same type in every kind.
                TypedForm.Decode(fields, type);
                TypedForm.Encode(fields, type);
                break;
            case JsonObject fields when type.Shape == ValueShape.Object:
                ApplyToFields(fields, type);
                break;
            case JsonArray items when type.Element is { } element:
                foreach (var item in items)
                    Apply(item, element);
                break;
        }
    }

    private static void ApplyToFields(JsonObject fields, TypeSchema type)
    {
        foreach (var (name, child) in fields.ToArray())
        {
            if (type.Child(name) is not { } declared)
                fields.Remove(name);
            else if (child is null && DefaultOf(declared) is not null && declared.OpenApi.Flag("nullable") != true)
                fields.Remove(name);
        }
        foreach (var (name, field) in type.Fields)
        {
            if (!fields.ContainsKey(name) && DefaultOf(field.Type) is { } value)
                fields[name] = value.DeepClone();
        }
        foreach (var (name, child) in fields)
            Apply(child, type.Child(name)!);
    }

    private static JsonNode? DefaultOf(TypeSchema type) => type.OpenApi?["default"];
}
