using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering.Resources;

/// <summary>The objects of a file as resources.</summary>
internal static class ResourceReader
{
    public static IEnumerable<Resource> Read(string yaml, string source) => ManifestReader.Read(yaml, source).Select(x =>
    {
        DropEmpty(x.Body["metadata"] as JsonObject);
        return new Resource(x.Body, x.Source);
    });

    // kustomize writes no empty annotations.
    private static void DropEmpty(JsonObject? metadata)
    {
        if (metadata?["annotations"] is JsonObject { Count: 0 })
            metadata.Remove("annotations");
    }
}
