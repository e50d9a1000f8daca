using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>Objects as Kubernetes' own types write them while nothing is set: <c>{"metadata":{},"spec":{"template":{"spec":{"containers":null}}}}</c>.
/// A create is compared with one, so its writer owns no field that would have been there anyway.</summary>
internal static class EmptyObjects
{
    /// <summary>An empty object of a kind. One of a custom kind has nothing in it.</summary>
    public static JsonObject Of(TypeSchema schema)
    {
        var empty = new JsonObject();
        foreach (var (name, field) in schema.Fields)
        {
            if (schema.OpenApi is null && field.Presence == FieldPresence.Always)
                empty[name] = ValueOf(field.Type);
        }
        return empty;
    }

    /// <summary>What is written for a field that is always written and has no value.</summary>
    public static JsonNode? ValueOf(TypeSchema type) => type.Shape switch
    {
        ValueShape.Text => "",
        ValueShape.Int32 or ValueShape.Int64 or ValueShape.Number or ValueShape.IntOrString => 0,
        ValueShape.Boolean => false,
        ValueShape.Quantity => "0",
        ValueShape.Object when type.Fields.Count > 0 => Of(type),
        _ => null,
    };
}
