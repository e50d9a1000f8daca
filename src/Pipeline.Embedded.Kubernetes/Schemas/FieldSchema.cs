using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>A declared field of an object.</summary>
internal sealed record FieldSchema
{
    /// <summary>The field's name in JSON.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds.</summary>
    public required TypeSchema Type { get; init; }

    /// <summary>How a strategic merge patch treats it.</summary>
    public StrategicMerge Strategy { get; init; } = StrategicMerge.Replace;

    /// <summary>What Kubernetes' own type writes where nothing was given.</summary>
    public FieldPresence Presence { get; init; }

    /// <summary>Its value where it is absent and tells items of a list apart (a port's protocol is <c>TCP</c>); for a custom resource, its schema's default.</summary>
    public JsonNode? KeyDefault { get; init; }
}
