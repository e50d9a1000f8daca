using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>An object without some of its fields.</summary>
internal static class FieldRemoval
{
    /// <summary>The object without the fields of a set. What is owned as a whole goes as a whole or not at all.</summary>
    public static JsonObject Remove(JsonObject value, FieldSet fields, TypeSchema schema) => (JsonObject)RemoveFields(value, fields, schema);

    private static JsonNode? RemoveBelow(JsonNode? value, FieldSet fields, TypeSchema type) => Grains.Of(type, value, value) switch
    {
        _ when fields.IsEmpty => value?.DeepClone(),
        Grain.Fields when value is JsonObject members => RemoveFields(members, fields, type),
        Grain.Items when value is JsonArray items => RemoveItems(items, fields, type),
        _ => value?.DeepClone(),
    };

    private static JsonObject RemoveFields(JsonObject members, FieldSet fields, TypeSchema type)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in members)
        {
            var element = PathElement.Field(name);
            if (!fields.Has(element))
                kept[name] = RemoveBelow(value, fields.Below(element), type.Child(name) ?? TypeSchema.Unknown);
        }
        return kept;
    }

    private static JsonArray RemoveItems(JsonArray items, FieldSet fields, TypeSchema type)
    {
        var kept = new JsonArray();
        foreach (var item in items)
        {
            if (ListItems.ElementOf(type, item, out _) is not { } element)
                kept.Add(item?.DeepClone());
            else if (!fields.Has(element))
                kept.Add(RemoveBelow(item, fields.Below(element), type.Element ?? TypeSchema.Unknown));
        }
        return kept;
    }
}
