using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Rendering;

/// <summary>kustomize's order of output ("legacy", its default): what others need comes first, webhooks last, the rest by name.</summary>
internal static class ObjectOrder
{
    private static readonly string[] First =
    [
        "Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount", "PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding",
        "ConfigMap", "Secret", "Endpoints", "Service", "LimitRange", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim", "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget",
    ];

    private static readonly string[] Last = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

    public static IReadOnlyList<ManifestObject> Sort(IEnumerable<ManifestObject> objects) =>
        [.. objects.OrderBy(x => Rank(x.Kind)).ThenBy(Kind, StringComparer.Ordinal).ThenBy(x => $"{x.Namespace ?? "~X"}|{x.Name}", StringComparer.Ordinal)];

    private static int Rank(string kind) => (Array.IndexOf(First, kind), Array.IndexOf(Last, kind)) switch
    {
        ( >= 0 and var index, _) => index - First.Length,
        (_, >= 0 and var index) => index + 1,
        _ => 0,
    };

    private static string Kind(ManifestObject item) => $"{(item.Group.Length == 0 ? "~G" : item.Group)}_{item.Version}_{item.Kind}";
}
