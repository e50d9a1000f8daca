using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Defaulting;

/// <summary>The defaults of the built-in kinds, as kube-apiserver's versioned defaulting functions set them.</summary>
internal static class KindDefaults
{
    private static readonly FrozenDictionary<string, Action<JsonObject>> _byKind = new Dictionary<string, Action<JsonObject>>
    {
        ["v1/Pod"] = PodDefaults.Pod,
        ["v1/PodTemplate"] = static value => PodDefaults.Template(value.Ensure("template")),
        ["v1/ReplicationController"] = WorkloadDefaults.ReplicationController,
        ["v1/Service"] = ServiceDefaults.Service,
        ["v1/Endpoints"] = ServiceDefaults.Endpoints,
        ["v1/Secret"] = ConfigDefaults.Secret,
        ["v1/Namespace"] = ConfigDefaults.Namespace,
        ["v1/LimitRange"] = ConfigDefaults.LimitRange,
        ["v1/PersistentVolume"] = StorageDefaults.Volume,
        ["v1/PersistentVolumeClaim"] = StorageDefaults.Claim,
        ["apps/v1/Deployment"] = WorkloadDefaults.Deployment,
        ["apps/v1/ReplicaSet"] = WorkloadDefaults.ReplicaSet,
        ["apps/v1/StatefulSet"] = WorkloadDefaults.StatefulSet,
        ["apps/v1/DaemonSet"] = WorkloadDefaults.DaemonSet,
        ["batch/v1/Job"] = JobDefaults.Job,
        ["batch/v1/CronJob"] = JobDefaults.CronJob,
        ["autoscaling/v2/HorizontalPodAutoscaler"] = AutoscalerDefaults.V2,
        ["autoscaling/v1/HorizontalPodAutoscaler"] = static value => value.Ensure("spec").Default("minReplicas", 1),
        ["networking.k8s.io/v1/NetworkPolicy"] = ServiceDefaults.NetworkPolicy,
        ["networking.k8s.io/v1/IngressClass"] = static value => value.Fields("spec").Fields("parameters")?.Default("scope", "Cluster"),
        ["discovery.k8s.io/v1/EndpointSlice"] = ServiceDefaults.EndpointSlice,
        ["rbac.authorization.k8s.io/v1/RoleBinding"] = AccessDefaults.Binding,
        ["rbac.authorization.k8s.io/v1/ClusterRoleBinding"] = AccessDefaults.Binding,
        ["storage.k8s.io/v1/StorageClass"] = StorageDefaults.Class,
        ["scheduling.k8s.io/v1/PriorityClass"] = static value => value.Default("preemptionPolicy", "PreemptLowerPriority"),
        ["admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration"] = AccessDefaults.ValidatingWebhooks,
        ["admissionregistration.k8s.io/v1/MutatingWebhookConfiguration"] = AccessDefaults.MutatingWebhooks,
        ["apiextensions.k8s.io/v1/CustomResourceDefinition"] = CustomKindDefaults.Definition,
    }.ToFrozenDictionary();

    /// <summary>Sets the defaults of the object's kind, in place.</summary>
    public static void Apply(JsonObject value)
    {
        if (_byKind.TryGetValue($"{value.Text("apiVersion")}/{value.Text("kind")}", out var setDefaults))
            setDefaults(value);
    }
}
