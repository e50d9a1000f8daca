using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>How finely values of a type are owned.</summary>
internal static class Grains
{
    /// <summary>The grain of a type, given the values it has in two objects: a type that may hold anything goes by the values.</summary>
    public static Grain Of(TypeSchema type, JsonNode? left, JsonNode? right) => type.Shape switch
    {
        _ when type.IsAtomic => Grain.Whole,
        ValueShape.Object => Grain.Fields,
        ValueShape.List => Grain.Items,
        ValueShape.Any when left is JsonObject or null && right is JsonObject or null && (left ?? right) is not null => Grain.Fields,
        _ => Grain.Whole,
    };
}
