using System.Text.Json.Nodes;

namespace Pipeline.Kubernetes.Rendering.Resources;

/// <summary>Says in an annotation where an object came from (kustomize's buildMetadata: originAnnotations).</summary>
internal static class Origin
{
    private const string Annotation = "config.kubernetes.io/origin";

    public static void Read(Resource item, string file) => Write(item, $"path: {file}\n");

    public static void Generated(Resource item, string kustomization, string kind) =>
        Write(item, $"configuredIn: {kustomization}\nconfiguredBy:\n  apiVersion: builtin\n  kind: {kind}Generator\n");

    private static void Write(Resource item, string origin)
    {
        if (item.Metadata["annotations"] is not JsonObject annotations)
            item.Metadata["annotations"] = annotations = [];
        annotations.TryAdd(Annotation, origin);
    }
}
