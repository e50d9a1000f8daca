using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>The schemas of the built-in kinds, and of custom ones by their definitions.</summary>
internal static class SchemaCatalog
{
    /// <summary>The schema of a built-in kind, or null where there is none of that name.</summary>
    public static TypeSchema? Find(string apiVersion, string kind) => ModelSchemas.Find(apiVersion, kind);

    /// <summary>The schema of a custom resource by its definition's <c>openAPIV3Schema</c>, with <c>apiVersion</c>, <c>kind</c> and <c>metadata</c> as every object has them.</summary>
    public static TypeSchema FromOpenApi(JsonObject openApiV3Schema) => OpenApiSchemas.Create(openApiV3Schema);
}
