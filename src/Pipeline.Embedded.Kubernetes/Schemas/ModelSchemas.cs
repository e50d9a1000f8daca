namespace Pipeline.Embedded.Kubernetes.Schemas;

/// <summary>The built-in kinds' schemas.</summary>
internal static class ModelSchemas
{
    public static TypeSchema? Find(string apiVersion, string kind) => apiVersion.Length > 0 && kind.Length > 0 ? TypeSchema.Anything : null;
}
