using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Which fields an object sets: its leaves, and the items of its lists.</summary>
internal static class OwnedFields
{
    /// <summary>The fields that are set in an object.</summary>
    public static FieldSet Of(JsonObject value, TypeSchema schema) => Children(value, schema);

    private static (bool IsLeaf, FieldSet Children) Visit(JsonNode? value, TypeSchema type) => Grains.Of(type, value, value) switch
    {
        Grain.Fields => (false, value is JsonObject fields ? Children(fields, type) : new()),
        Grain.Items => (false, value is JsonArray items ? Children(items, type) : new()),
        _ => (true, new()),
    };

    private static FieldSet Children(JsonObject fields, TypeSchema type)
    {
        var set = new FieldSet();
        foreach (var (name, value) in fields)
        {
            var (isLeaf, children) = Visit(value, type.Child(name) ?? TypeSchema.Unknown);
            set.Add(PathElement.Field(name), isLeaf || value is null or JsonObject { Count: 0 } || !type.Fields.ContainsKey(name), children);
        }
        return set;
    }

    private static FieldSet Children(JsonArray items, TypeSchema type)
    {
        var set = new FieldSet();
        var element = type.Element ?? TypeSchema.Unknown;
        foreach (var group in items.GroupBy(item => ListItems.ElementOf(type, item, out _)))
        {
            // Items that can't be told apart are owned together, as one.
            if (group.Key is { } key)
                set.Add(key, true, group.Count() > 1 ? new() : Visit(group.First(), element).Children);
        }
        return set;
    }
}
