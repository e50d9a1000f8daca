using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>Custom resources' schemas.</summary>
internal static class OpenApiSchemas
{
    public static TypeSchema Create(JsonObject openApiV3Schema) => new(ValueShape.Object) { KeepsUnknown = true, OpenApi = openApiV3Schema };
}
