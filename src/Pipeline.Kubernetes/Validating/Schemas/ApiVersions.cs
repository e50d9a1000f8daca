using System.Collections.Frozen;
using Pipeline.Kubernetes.Manifests;

namespace Pipeline.Kubernetes.Validating.Schemas;

/// <summary>Versions of built-in kinds that are gone, or on their way (https://kubernetes.io/docs/reference/using-api/deprecation-guide/).</summary>
internal static class ApiVersions
{
    private static readonly KubernetesVersion Never = new(int.MaxValue, 0);

    private static readonly FrozenDictionary<(string ApiVersion, string Kind), OldVersion> Old = new[]
    {
        Gone("extensions/v1beta1", 16, "apps/v1", "Deployment", "DaemonSet", "ReplicaSet"),
        Gone("extensions/v1beta1", 16, "networking.k8s.io/v1", "NetworkPolicy"),
        Gone("extensions/v1beta1", 22, "networking.k8s.io/v1", "Ingress"),
        Gone("apps/v1beta1", 16, "apps/v1", "Deployment", "StatefulSet", "ControllerRevision"),
        Gone("apps/v1beta2", 16, "apps/v1", "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ControllerRevision"),
        Gone("networking.k8s.io/v1beta1", 22, "networking.k8s.io/v1", "Ingress", "IngressClass"),
        Gone("rbac.authorization.k8s.io/v1alpha1", 22, "rbac.authorization.k8s.io/v1", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"),
        Gone("rbac.authorization.k8s.io/v1beta1", 22, "rbac.authorization.k8s.io/v1", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"),
        Gone("admissionregistration.k8s.io/v1beta1", 22, "admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"),
        Gone("admissionregistration.k8s.io/v1beta1", 34, "admissionregistration.k8s.io/v1", "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"),
        Gone("apiextensions.k8s.io/v1beta1", 22, "apiextensions.k8s.io/v1", "CustomResourceDefinition"),
        Gone("apiregistration.k8s.io/v1beta1", 22, "apiregistration.k8s.io/v1", "APIService"),
        Gone("authentication.k8s.io/v1beta1", 22, "authentication.k8s.io/v1", "TokenReview"),
        Gone("authorization.k8s.io/v1beta1", 22, "authorization.k8s.io/v1", "LocalSubjectAccessReview", "SelfSubjectAccessReview", "SubjectAccessReview", "SelfSubjectRulesReview"),
        Gone("certificates.k8s.io/v1beta1", 22, "certificates.k8s.io/v1", "CertificateSigningRequest"),
        Gone("coordination.k8s.io/v1beta1", 22, "coordination.k8s.io/v1", "Lease"),
        Gone("scheduling.k8s.io/v1beta1", 22, "scheduling.k8s.io/v1", "PriorityClass"),
        Gone("storage.k8s.io/v1beta1", 22, "storage.k8s.io/v1", "CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"),
        Gone("storage.k8s.io/v1beta1", 27, "storage.k8s.io/v1", "CSIStorageCapacity"),
        Gone("batch/v1beta1", 25, "batch/v1", "CronJob"),
        Gone("discovery.k8s.io/v1beta1", 25, "discovery.k8s.io/v1", "EndpointSlice"),
        Gone("events.k8s.io/v1beta1", 25, "events.k8s.io/v1", "Event"),
        Gone("policy/v1beta1", 25, "policy/v1", "PodDisruptionBudget"),
        Gone("node.k8s.io/v1beta1", 25, "node.k8s.io/v1", "RuntimeClass"),
        Gone("autoscaling/v2beta1", 25, "autoscaling/v2", "HorizontalPodAutoscaler"),
        Gone("autoscaling/v2beta2", 26, "autoscaling/v2", "HorizontalPodAutoscaler"),
        Gone("flowcontrol.apiserver.k8s.io/v1beta1", 26, "flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "PriorityLevelConfiguration"),
        Gone("flowcontrol.apiserver.k8s.io/v1beta2", 29, "flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "PriorityLevelConfiguration"),
        Gone("flowcontrol.apiserver.k8s.io/v1beta3", 32, "flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "PriorityLevelConfiguration"),
        [("policy/v1beta1", "PodSecurityPolicy", new OldVersion(new(1, 25), "Use Pod Security admission: the label pod-security.kubernetes.io/enforce of the namespace."))],
        [("v1", "Endpoints", new OldVersion(Never, "Use discovery.k8s.io/v1 EndpointSlice.")), ("v1", "ComponentStatus", new OldVersion(Never, "Ask the components' own health endpoints."))],
    }.SelectMany(x => x).ToFrozenDictionary(x => (x.ApiVersion, x.Kind), x => x.Old);

    public static OldVersion? Find(ManifestObject item) => Old.GetValueOrDefault((item.ApiVersion, item.Kind));

    private static (string ApiVersion, string Kind, OldVersion Old)[] Gone(string apiVersion, int minor, string instead, params string[] kinds) =>
        [.. kinds.Select(x => (apiVersion, x, new OldVersion(new(1, minor), $"Use {instead}.")))];
}

/// <summary>When a version goes, and what takes its place.</summary>
internal sealed record OldVersion(KubernetesVersion RemovedIn, string Instead);
