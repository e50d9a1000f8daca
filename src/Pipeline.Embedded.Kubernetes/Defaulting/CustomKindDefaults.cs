using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>Defaults of custom resources' definitions.</summary>
internal static class CustomKindDefaults
{
    /// <summary>A CustomResourceDefinition.</summary>
    public static void Definition(JsonObject value)
    {
        var spec = value.Ensure("spec");
        var names = spec.Ensure("names");
        if (names.Text("kind") is { Length: > 0 } kind)
        {
            names.Default("singular", kind.ToLowerInvariant());
            names.Default("listKind", $"{kind}List");
        }
        spec.Ensure("conversion").Default("strategy", "None");
        spec.Fields("conversion").Fields("webhook").Fields("clientConfig").Fields("service")?.Default("port", 443);
    }
}
