using System.Collections.Frozen;
using Pipeline.Kubernetes.Rendering.Transforming;

namespace Pipeline.Kubernetes.Rendering.Referring;

/// <summary>The fields that name other objects, by the kind that has them (kustomize api/internal/konfig/builtinpluginconsts, namereference).</summary>
internal static class NameReferences
{
    private const string Rbac = "rbac.authorization.k8s.io";

    // Where a pod is described, and in what.
    private static readonly (string Kind, string Path)[] Pods =
    [
        ("Pod", "spec"), ("PodTemplate", "template/spec"), ("CronJob", "spec/jobTemplate/spec/template/spec"),
        .. new[] { "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job" }.Select(x => (x, "spec/template/spec")),
    ];

    private static readonly (string Kind, string Path)[] Scheduled =
        [.. Pods.Where(x => x.Kind is not ("PodTemplate" or "ReplicaSet")), ("ReplicationController", "spec/template/spec")];

    private static readonly string[] Scalable = ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"];

    private static readonly string[] ConfigMapFields =
    [
        "volumes/configMap/name", "containers/env/valueFrom/configMapKeyRef/name", "initContainers/env/valueFrom/configMapKeyRef/name",
        "containers/envFrom/configMapRef/name", "initContainers/envFrom/configMapRef/name", "volumes/projected/sources/configMap/name",
    ];

    private static readonly string[] SecretFields =
    [
        "volumes/secret/secretName", "containers/env/valueFrom/secretKeyRef/name", "initContainers/env/valueFrom/secretKeyRef/name",
        "containers/envFrom/secretRef/name", "initContainers/envFrom/secretRef/name", "imagePullSecrets/name", "volumes/projected/sources/secret/name",
    ];

    private static readonly FrozenDictionary<string, NameReference[]> ByKind = All().GroupBy(x => x.Field.Kind!).ToFrozenDictionary(x => x.Key, x => x.ToArray());

    public static IReadOnlyList<NameReference> Of(string kind) => ByKind.GetValueOrDefault(kind, []);

    private static IEnumerable<NameReference> All() =>
    [
        .. Scalable.SelectMany(x => To(x, null, null, ("HorizontalPodAutoscaler", "spec/scaleTargetRef/name"))),
        .. ConfigMaps(), .. Secrets(), .. Services(),
        .. To("Role", Rbac, null, ("RoleBinding", "roleRef/name")),
        .. To("ClusterRole", Rbac, null, ("RoleBinding", "roleRef/name"), ("ClusterRoleBinding", "roleRef/name")),
        .. To("ServiceAccount", null, "v1", ("RoleBinding", "subjects"), ("ClusterRoleBinding", "subjects")),
        .. To("ServiceAccount", null, "v1", Scheduled, "serviceAccountName"),
        .. To("PersistentVolumeClaim", null, "v1", Scheduled, "volumes/persistentVolumeClaim/claimName"),
        .. To("PersistentVolume", null, "v1", ("PersistentVolumeClaim", "spec/volumeName"), ("ClusterRole", "rules/resourceNames")),
        .. To("StorageClass", "storage.k8s.io", "v1", ("PersistentVolume", "spec/storageClassName"), ("PersistentVolumeClaim", "spec/storageClassName"), ("StatefulSet", "spec/volumeClaimTemplates/spec/storageClassName")),
        .. To("PriorityClass", "scheduling.k8s.io", "v1", Scheduled, "priorityClassName"),
        .. To("ValidatingAdmissionPolicy", "admissionregistration.k8s.io", null, ("ValidatingAdmissionPolicyBinding", "spec/policyName")),
    ];

    private static IEnumerable<NameReference> ConfigMaps() =>
    [
        .. ConfigMapFields.SelectMany(x => To("ConfigMap", null, "v1", Pods, x)),
        .. To("ConfigMap", null, "v1", ("Node", "spec/configSource/configMap"), ("Role", "rules/resourceNames"), ("ClusterRole", "rules/resourceNames"), ("Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap")),
    ];

    private static IEnumerable<NameReference> Secrets() =>
    [
        .. SecretFields.SelectMany(x => To("Secret", null, "v1", Pods, x)),
        .. To(
            "Secret", null, "v1",
            ("Ingress", "spec/tls/secretName"), ("Ingress", "metadata/annotations/ingress.kubernetes.io\\/auth-secret"),
            ("Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret"), ("Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret"),
            ("ServiceAccount", "imagePullSecrets/name"), ("StorageClass", "parameters/secretName"), ("StorageClass", "parameters/adminSecretName"),
            ("StorageClass", "parameters/userSecretName"), ("StorageClass", "parameters/secretRef"), ("Role", "rules/resourceNames"), ("ClusterRole", "rules/resourceNames"),
            ("PersistentVolume", "spec/azureFile/secretName")),
        new("Secret", null, "v1", new FieldSpec("spec/template/spec/containers/env/valueFrom/secretKeyRef/name", Create: false, "Service", "serving.knative.dev", "v1")),
    ];

    private static IEnumerable<NameReference> Services() => To(
        "Service", null, "v1",
        ("StatefulSet", "spec/serviceName"), ("Ingress", "spec/rules/http/paths/backend/serviceName"), ("Ingress", "spec/backend/serviceName"),
        ("Ingress", "spec/rules/http/paths/backend/service/name"), ("Ingress", "spec/defaultBackend/service/name"), ("APIService", "spec/service/name"),
        ("ValidatingWebhookConfiguration", "webhooks/clientConfig/service"), ("MutatingWebhookConfiguration", "webhooks/clientConfig/service"));

    private static IEnumerable<NameReference> To(string kind, string? group, string? version, (string Kind, string Path)[] owners, string path) =>
        To(kind, group, version, [.. owners.Select(x => (x.Kind, $"{x.Path}/{path}"))]);

    private static IEnumerable<NameReference> To(string kind, string? group, string? version, params (string Kind, string Path)[] fields) =>
        fields.Select(x => new NameReference(kind, group, version, new FieldSpec(x.Path, Create: false, x.Kind)));
}
