using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering.Resources;

/// <summary>Objects that are for tools only, and for no cluster (https://github.com/kubernetes-sigs/kustomize/blob/master/cmd/config/docs/api-conventions).</summary>
internal static class LocalConfiguration
{
    private const string Annotation = "config.kubernetes.io/local-config";

    public static void RemoveFrom(ResourceSet resources) =>
        resources.RemoveAll(x => x.Metadata["annotations"] is System.Text.Json.Nodes.JsonObject annotations && annotations.ContainsKey(Annotation) && ManifestObject.Text(annotations, Annotation) != "false");
}
