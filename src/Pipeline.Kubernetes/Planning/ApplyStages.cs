namespace Pipeline.Kubernetes.Planning;

/// <summary>Which stage an object belongs to.</summary>
internal static class ApplyStages
{
    public static ApplyStage Of(ObjectReference item) => (item.Group, item.Kind) switch
    {
        ("", "Namespace") => ApplyStage.Namespaces,
        ("apiextensions.k8s.io", "CustomResourceDefinition") => ApplyStage.Definitions,
        ("scheduling.k8s.io", "PriorityClass") or ("storage.k8s.io", _) or ("node.k8s.io", "RuntimeClass") or ("networking.k8s.io", "IngressClass") => ApplyStage.Classes,
        ("", "ServiceAccount") or ("rbac.authorization.k8s.io", _) => ApplyStage.Access,
        ("", "ConfigMap" or "Secret" or "PersistentVolume" or "PersistentVolumeClaim" or "ResourceQuota" or "LimitRange") or ("networking.k8s.io", "NetworkPolicy") => ApplyStage.Configuration,
        ("", "Service" or "Endpoints") or ("discovery.k8s.io", "EndpointSlice") => ApplyStage.Services,
        ("apps", _) or ("batch", _) or ("", "Pod" or "ReplicationController") => ApplyStage.Workloads,
        _ => ApplyStage.Rest,
    };
}
