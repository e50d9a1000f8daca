using System.Collections.Frozen;
using Pipeline.Kubernetes.Rendering.Resources;

namespace Pipeline.Kubernetes.Rendering.Patching;

/// <summary>
/// By which keys the items of a list are paired with those of a patch (x-kubernetes-patch-merge-key, x-kubernetes-list-map-keys of the API's OpenAPI
/// schema, as of the version that kustomize 5.5 carries: 1.21). Lists that aren't named here, and all of custom resources, are replaced whole.
/// </summary>
internal sealed class MergeKeys
{
    private static readonly (string Path, string Keys)[] PodLists =
    [
        ("containers", "name"), ("initContainers", "name"), ("ephemeralContainers", "name"),
        .. new[] { "containers", "initContainers", "ephemeralContainers" }.SelectMany(x => new[]
        {
            (x + "/env", "name"), (x + "/ports", "containerPort,protocol"), (x + "/volumeMounts", "mountPath"), (x + "/volumeDevices", "devicePath"),
        }),
        ("volumes", "name"), ("imagePullSecrets", "name"), ("hostAliases", "ip"), ("topologySpreadConstraints", "topologyKey,whenUnsatisfiable"),
    ];

    // A list of plain values has no key.
    private static readonly (string Path, string Keys)[] MetadataLists = [("metadata/finalizers", ""), ("metadata/ownerReferences", "uid")];

    private static readonly (string Path, string Keys)[] Conditions = [("status/conditions", "type")];

    private static readonly FrozenDictionary<string, MergeKeys> Kinds = new Dictionary<string, MergeKeys>(StringComparer.Ordinal)
    {
        ["v1/Pod"] = Of([.. Pod("spec"), .. Conditions, ("status/podIPs", "ip")]),
        ["v1/PodTemplate"] = Of([.. Template("template")]),
        ["v1/ReplicationController"] = Of([.. Template("spec/template"), .. Conditions]),
        ["apps/v1/Deployment"] = Of([.. Template("spec/template"), .. Conditions]),
        ["apps/v1/ReplicaSet"] = Of([.. Template("spec/template"), .. Conditions]),
        ["apps/v1/DaemonSet"] = Of([.. Template("spec/template"), .. Conditions]),
        ["apps/v1/StatefulSet"] = Of([.. Template("spec/template"), .. Conditions]),
        ["batch/v1/Job"] = Of([.. Template("spec/template"), .. Conditions]),
        ["batch/v1/CronJob"] = CronJob(),
        ["batch/v1beta1/CronJob"] = CronJob(),
        ["v1/Service"] = Of([("spec/ports", "port,protocol"), .. Conditions]),
        ["v1/ServiceAccount"] = Of([("secrets", "name")]),
        ["v1/Node"] = Of([("spec/podCIDRs", ""), ("status/addresses", "type"), .. Conditions]),
        ["v1/Namespace"] = Of(Conditions),
        ["v1/PersistentVolumeClaim"] = Of(Conditions),
        ["v1/ConfigMap"] = Of([]),
        ["v1/Secret"] = Of([]),
        ["v1/PersistentVolume"] = Of([]),
        ["v1/ResourceQuota"] = Of([]),
        ["v1/LimitRange"] = Of([]),
        ["v1/Endpoints"] = Of([]),
        ["networking.k8s.io/v1/Ingress"] = Of([]),
        ["networking.k8s.io/v1/IngressClass"] = Of([]),
        ["networking.k8s.io/v1/NetworkPolicy"] = Of([]),
        ["autoscaling/v1/HorizontalPodAutoscaler"] = Of([]),
        ["autoscaling/v2beta1/HorizontalPodAutoscaler"] = Of([]),
        ["autoscaling/v2beta2/HorizontalPodAutoscaler"] = Of([]),
        ["policy/v1/PodDisruptionBudget"] = Of(Conditions),
        ["policy/v1beta1/PodDisruptionBudget"] = Of(Conditions),
        ["rbac.authorization.k8s.io/v1/Role"] = Of([]),
        ["rbac.authorization.k8s.io/v1/ClusterRole"] = Of([]),
        ["rbac.authorization.k8s.io/v1/RoleBinding"] = Of([]),
        ["rbac.authorization.k8s.io/v1/ClusterRoleBinding"] = Of([]),
        ["storage.k8s.io/v1/StorageClass"] = Of([]),
        ["storage.k8s.io/v1/CSIDriver"] = Of([]),
        ["storage.k8s.io/v1/CSINode"] = Of([("spec/drivers", "name")]),
        ["scheduling.k8s.io/v1/PriorityClass"] = Of([]),
        ["coordination.k8s.io/v1/Lease"] = Of([]),
        ["admissionregistration.k8s.io/v1/MutatingWebhookConfiguration"] = Of([("webhooks", "name")]),
        ["admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration"] = Of([("webhooks", "name")]),
        ["apiextensions.k8s.io/v1/CustomResourceDefinition"] = Of(Conditions),
        ["apiregistration.k8s.io/v1/APIService"] = Of(Conditions),
        ["certificates.k8s.io/v1/CertificateSigningRequest"] = Of(Conditions),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly MergeKeys None = new([]);

    private readonly FrozenDictionary<string, string[]> lists;

    private MergeKeys((string Path, string Keys)[] lists) =>
        this.lists = lists.ToFrozenDictionary(x => x.Path, x => x.Keys.Split(','), StringComparer.Ordinal);

    public static MergeKeys Of(Resource item) => Kinds.GetValueOrDefault($"{item.ApiVersion}/{item.Kind}", None);

    /// <summary>The keys of the list at a path (names with / between them, lists passed through); one empty key for a list of plain values; null for a list that is replaced.</summary>
    public string[]? Find(string path) => lists.GetValueOrDefault(path);

    private static MergeKeys Of((string, string)[] lists) => new([.. MetadataLists, .. lists]);

    private static MergeKeys CronJob() => Of([.. Below("spec/jobTemplate", MetadataLists), .. Template("spec/jobTemplate/spec/template")]);

    private static (string, string)[] Pod(string path) => Below(path, PodLists);

    private static (string, string)[] Template(string path) => [.. Pod(path + "/spec"), .. Below(path, MetadataLists)];

    private static (string, string)[] Below(string path, (string Path, string Keys)[] lists) => [.. lists.Select(x => ($"{path}/{x.Path}", x.Keys))];
}
