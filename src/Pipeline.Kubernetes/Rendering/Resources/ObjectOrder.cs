namespace Pipeline.Kubernetes.Rendering.Resources;

/// <summary>The order of the output (kustomize's <c>sortOptions</c>). By default its "legacy" order: what others need comes first, webhooks last, the rest by name.</summary>
/// <param name="First">Kinds that come first, in this order.</param>
/// <param name="Last">Kinds that come last, in this order.</param>
internal sealed record ObjectOrder(IReadOnlyList<string> First, IReadOnlyList<string> Last)
{
    /// <summary>kustomize's list; it has no other default when a kustomization says nothing.</summary>
    public static ObjectOrder Legacy { get; } = new(
    [
        "Namespace", "ResourceQuota", "StorageClass", "CustomResourceDefinition", "ServiceAccount", "PodSecurityPolicy", "Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding",
        "ConfigMap", "Secret", "Endpoints", "Service", "LimitRange", "PriorityClass", "PersistentVolume", "PersistentVolumeClaim", "Deployment", "StatefulSet", "CronJob", "PodDisruptionBudget",
    ],
    ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"]);

    /// <summary>Objects as they came ("fifo").</summary>
    public static ObjectOrder? AsTheyCame => null;

    public IEnumerable<Resource> Sort(IEnumerable<Resource> items) => items
        .Select(x => (Item: x, x.Id, Rank: Rank(x.Kind)))
        .OrderBy(x => x.Rank)
        .ThenBy(x => $"{(x.Id.Group.Length == 0 ? "~G" : x.Id.Group)}_{x.Id.Version}_{x.Id.Kind}", StringComparer.Ordinal)
        .ThenBy(x => $"{(x.Item.Namespace.Length == 0 ? "~X" : x.Item.Namespace)}|{x.Item.Name}", StringComparer.Ordinal)
        .Select(x => x.Item);

    // A kind in both lists counts as one of the last.
    private int Rank(string kind) => (Find(Last, kind), Find(First, kind)) switch
    {
        ( >= 0 and var index, _) => index + 1,
        (_, >= 0 and var index) => index - First.Count,
        _ => 0,
    };

    private static int Find(IReadOnlyList<string> kinds, string kind)
    {
        for (var i = kinds.Count - 1; i >= 0; i--)
        {
            if (kinds[i] == kind)
                return i;
        }

        return -1;
    }
}
