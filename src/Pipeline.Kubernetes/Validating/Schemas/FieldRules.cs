using System.Collections.Frozen;
using Pipeline.Kubernetes.Validating.Values;

namespace Pipeline.Kubernetes.Validating.Schemas;

/// <summary>
/// What a field's value must keep beyond its type, by KubernetesClient's model and the field's name. Of a list or a map of scalars, each item must keep it.
/// The source is the API server's own validation (k8s.io/kubernetes, pkg/apis/*/validation).
/// </summary>
internal static class FieldRules
{
    private const string Any = "*";

    private static readonly ValueRule Protocol = ValueRules.OneOf("TCP", "UDP", "SCTP");
    private static readonly ValueRule MountMode = ValueRules.OneOf("None", "HostToContainer", "Bidirectional");
    private static readonly ValueRule PullPolicy = ValueRules.OneOf("Always", "IfNotPresent", "Never");
    private static readonly ValueRule MessagePolicy = ValueRules.OneOf("File", "FallbackToLogsOnError");
    private static readonly ValueRule TrafficPolicy = ValueRules.OneOf("Cluster", "Local");
    private static readonly ValueRule NodePolicy = ValueRules.OneOf("Honor", "Ignore");
    private static readonly ValueRule ScopeName = ValueRules.OneOf("Terminating", "NotTerminating", "BestEffort", "NotBestEffort", "PriorityClass", "CrossNamespacePodAffinity", "VolumeAttributesClass");
    private static readonly ValueRule FailurePolicy = ValueRules.OneOf("Fail", "Ignore");

    private static readonly FrozenDictionary<(string Model, string Field), ValueRule> All = new Dictionary<(string, string), ValueRule>
    {
        // Fields that mean the same wherever they stand.
        [(Any, "labels")] = ValueRules.LabelValue,
        [(Any, "matchLabels")] = ValueRules.LabelValue,
        [(Any, "nodeSelector")] = ValueRules.LabelValue,
        [(Any, "matchLabelKeys")] = ValueRules.LabelKey,
        [(Any, "topologyKey")] = ValueRules.LabelKey,
        [(Any, "failurePolicy")] = FailurePolicy,
        [(Any, "initialDelaySeconds")] = ValueRules.NotNegative,
        [(Any, "weight")] = ValueRules.Range(1, 100, "must be 1 to 100"),

        // Metadata.
        [("V1LabelSelectorRequirement", "key")] = ValueRules.LabelKey,
        [("V1LabelSelectorRequirement", "operator")] = ValueRules.OneOf("In", "NotIn", "Exists", "DoesNotExist"),
        [("V1LabelSelectorRequirement", "values")] = ValueRules.LabelValue,
        [("V1ObjectMeta", "finalizers")] = ValueRules.LabelKey,

        // Pods.
        [("V1PodSpec", "activeDeadlineSeconds")] = ValueRules.Positive,
        [("V1PodSpec", "dnsPolicy")] = ValueRules.OneOf("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
        [("V1PodSpec", "preemptionPolicy")] = ValueRules.OneOf("PreemptLowerPriority", "Never"),
        [("V1PodSpec", "priorityClassName")] = ValueRules.DnsName,
        [("V1PodSpec", "restartPolicy")] = ValueRules.OneOf("Always", "OnFailure", "Never"),
        [("V1PodSpec", "runtimeClassName")] = ValueRules.DnsName,
        [("V1PodSpec", "serviceAccountName")] = ValueRules.DnsName,
        [("V1PodSpec", "hostname")] = ValueRules.DnsLabel,
        [("V1PodSpec", "subdomain")] = ValueRules.DnsLabel,
        [("V1PodSpec", "terminationGracePeriodSeconds")] = ValueRules.NotNegative,
        [("V1PodOS", "name")] = ValueRules.OneOf("linux", "windows"),
        [("V1PodDNSConfig", "nameservers")] = ValueRules.Address,
        [("V1HostAlias", "ip")] = ValueRules.Address,
        [("V1HostAlias", "hostnames")] = ValueRules.DnsName,
        [("V1Toleration", "effect")] = ValueRules.OneOf("NoSchedule", "PreferNoSchedule", "NoExecute", ""),
        [("V1Toleration", "operator")] = ValueRules.OneOf("Exists", "Equal", "Lt", "Gt", ""),
        [("V1Taint", "effect")] = ValueRules.OneOf("NoSchedule", "PreferNoSchedule", "NoExecute"),
        [("V1NodeSelectorRequirement", "operator")] = ValueRules.OneOf("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"),
        [("V1TopologySpreadConstraint", "maxSkew")] = ValueRules.Positive,
        [("V1TopologySpreadConstraint", "minDomains")] = ValueRules.Positive,
        [("V1TopologySpreadConstraint", "whenUnsatisfiable")] = ValueRules.OneOf("DoNotSchedule", "ScheduleAnyway"),
        [("V1TopologySpreadConstraint", "nodeAffinityPolicy")] = NodePolicy,
        [("V1TopologySpreadConstraint", "nodeTaintsPolicy")] = NodePolicy,
        [("V1PodReadinessGate", "conditionType")] = ValueRules.LabelKey,
        [("V1PodSecurityContext", "fsGroupChangePolicy")] = ValueRules.OneOf("Always", "OnRootMismatch"),
        [("V1PodSecurityContext", "runAsUser")] = ValueRules.NotNegative,
        [("V1PodSecurityContext", "runAsGroup")] = ValueRules.NotNegative,
        [("V1PodSecurityContext", "fsGroup")] = ValueRules.NotNegative,
        [("V1PodSecurityContext", "supplementalGroupsPolicy")] = ValueRules.OneOf("Merge", "Strict"),
        [("V1SecurityContext", "runAsUser")] = ValueRules.NotNegative,
        [("V1SecurityContext", "runAsGroup")] = ValueRules.NotNegative,
        [("V1SecurityContext", "procMount")] = ValueRules.OneOf("Default", "Unmasked"),
        [("V1SeccompProfile", "type")] = ValueRules.OneOf("RuntimeDefault", "Localhost", "Unconfined"),
        [("V1AppArmorProfile", "type")] = ValueRules.OneOf("RuntimeDefault", "Localhost", "Unconfined"),

        // Containers.
        [("V1Container", "name")] = ValueRules.DnsLabel,
        [("V1Container", "imagePullPolicy")] = PullPolicy,
        [("V1Container", "terminationMessagePolicy")] = MessagePolicy,
        [("V1EphemeralContainer", "name")] = ValueRules.DnsLabel,
        [("V1EphemeralContainer", "imagePullPolicy")] = PullPolicy,
        [("V1EphemeralContainer", "terminationMessagePolicy")] = MessagePolicy,
        [("V1ContainerPort", "name")] = ValueRules.PortName,
        [("V1ContainerPort", "containerPort")] = ValueRules.Port,
        [("V1ContainerPort", "hostPort")] = ValueRules.Range(0, 65535, "is no port: 0 to 65535"),
        [("V1ContainerPort", "protocol")] = Protocol,
        [("V1EnvVar", "name")] = ValueRules.EnvironmentName,
        [("V1ConfigMapKeySelector", "key")] = ValueRules.DataKey,
        [("V1SecretKeySelector", "key")] = ValueRules.DataKey,
        [("V1ObjectFieldSelector", "fieldPath")] = ValueRules.Text(
            x => x is "metadata.name" or "metadata.namespace" or "metadata.uid" or "metadata.labels" or "metadata.annotations" or "spec.nodeName" or "spec.serviceAccountName" or "status.hostIP" or "status.hostIPs" or "status.podIP" or "status.podIPs"
                || x.StartsWith("metadata.labels['", StringComparison.Ordinal) || x.StartsWith("metadata.annotations['", StringComparison.Ordinal),
            "is no field that the downward API has"),
        [("V1VolumeMount", "mountPath")] = ValueRules.MountPath,
        [("V1VolumeMount", "subPath")] = ValueRules.RelativePath,
        [("V1VolumeMount", "mountPropagation")] = MountMode,
        [("V1Probe", "periodSeconds")] = ValueRules.Positive,
        [("V1Probe", "timeoutSeconds")] = ValueRules.Positive,
        [("V1Probe", "failureThreshold")] = ValueRules.Positive,
        [("V1Probe", "successThreshold")] = ValueRules.Positive,
        [("V1Probe", "terminationGracePeriodSeconds")] = ValueRules.Positive,
        [("V1HTTPGetAction", "port")] = ValueRules.PortOrName,
        [("V1HTTPGetAction", "scheme")] = ValueRules.OneOf("HTTP", "HTTPS"),
        [("V1TCPSocketAction", "port")] = ValueRules.PortOrName,
        [("V1GRPCAction", "port")] = ValueRules.Port,
        [("V1SleepAction", "seconds")] = ValueRules.NotNegative,

        // Volumes.
        [("V1Volume", "name")] = ValueRules.DnsLabel,
        [("V1KeyToPath", "path")] = ValueRules.RelativePath,
        [("V1KeyToPath", "mode")] = ValueRules.FileMode,
        [("V1ConfigMapVolumeSource", "defaultMode")] = ValueRules.FileMode,
        [("V1SecretVolumeSource", "defaultMode")] = ValueRules.FileMode,
        [("V1ProjectedVolumeSource", "defaultMode")] = ValueRules.FileMode,
        [("V1DownwardAPIVolumeSource", "defaultMode")] = ValueRules.FileMode,
        [("V1EmptyDirVolumeSource", "medium")] = ValueRules.Text(x => x is "" or "Memory" or "HugePages" || x.StartsWith("HugePages-", StringComparison.Ordinal), "must be Memory or HugePages, or not be there"),
        [("V1ServiceAccountTokenProjection", "expirationSeconds")] = ValueRules.Range(600, 1L << 32, "must be 600 (10 minutes) to 4294967296"),
        [("V1HostPathVolumeSource", "type")] = ValueRules.OneOf("", "DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"),
        [("V1PersistentVolumeClaimSpec", "accessModes")] = ValueRules.OneOf("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"),
        [("V1PersistentVolumeClaimSpec", "volumeMode")] = ValueRules.OneOf("Filesystem", "Block"),
        [("V1PersistentVolumeSpec", "accessModes")] = ValueRules.OneOf("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"),
        [("V1PersistentVolumeSpec", "persistentVolumeReclaimPolicy")] = ValueRules.OneOf("Retain", "Delete", "Recycle"),
        [("V1StorageClass", "volumeBindingMode")] = ValueRules.OneOf("Immediate", "WaitForFirstConsumer"),
        [("V1StorageClass", "reclaimPolicy")] = ValueRules.OneOf("Retain", "Delete"),

        // Workloads.
        [("V1DeploymentSpec", "replicas")] = ValueRules.NotNegative,
        [("V1DeploymentSpec", "minReadySeconds")] = ValueRules.NotNegative,
        [("V1DeploymentSpec", "revisionHistoryLimit")] = ValueRules.NotNegative,
        [("V1DeploymentSpec", "progressDeadlineSeconds")] = ValueRules.Positive,
        [("V1DeploymentStrategy", "type")] = ValueRules.OneOf("RollingUpdate", "Recreate"),
        [("V1RollingUpdateDeployment", "maxSurge")] = ValueRules.CountOrPercent,
        [("V1RollingUpdateDeployment", "maxUnavailable")] = ValueRules.CountOrPercent,
        [("V1RollingUpdateDaemonSet", "maxSurge")] = ValueRules.CountOrPercent,
        [("V1RollingUpdateDaemonSet", "maxUnavailable")] = ValueRules.CountOrPercent,
        [("V1DaemonSetUpdateStrategy", "type")] = ValueRules.OneOf("RollingUpdate", "OnDelete"),
        [("V1StatefulSetUpdateStrategy", "type")] = ValueRules.OneOf("RollingUpdate", "OnDelete"),
        [("V1StatefulSetSpec", "podManagementPolicy")] = ValueRules.OneOf("OrderedReady", "Parallel"),
        [("V1StatefulSetSpec", "replicas")] = ValueRules.NotNegative,
        [("V1StatefulSetSpec", "minReadySeconds")] = ValueRules.NotNegative,
        [("V1ReplicaSetSpec", "replicas")] = ValueRules.NotNegative,

        // Jobs.
        [("V1JobSpec", "backoffLimit")] = ValueRules.NotNegative,
        [("V1JobSpec", "completions")] = ValueRules.NotNegative,
        [("V1JobSpec", "parallelism")] = ValueRules.NotNegative,
        [("V1JobSpec", "activeDeadlineSeconds")] = ValueRules.NotNegative,
        [("V1JobSpec", "ttlSecondsAfterFinished")] = ValueRules.NotNegative,
        [("V1JobSpec", "completionMode")] = ValueRules.OneOf("NonIndexed", "Indexed"),
        [("V1JobSpec", "podReplacementPolicy")] = ValueRules.OneOf("TerminatingOrFailed", "Failed"),
        [("V1PodFailurePolicyRule", "action")] = ValueRules.OneOf("FailJob", "FailIndex", "Ignore", "Count"),
        [("V1PodFailurePolicyOnExitCodesRequirement", "operator")] = ValueRules.OneOf("In", "NotIn"),
        [("V1CronJobSpec", "schedule")] = ValueRules.Schedule,
        [("V1CronJobSpec", "timeZone")] = ValueRules.TimeZone,
        [("V1CronJobSpec", "concurrencyPolicy")] = ValueRules.OneOf("Allow", "Forbid", "Replace"),
        [("V1CronJobSpec", "startingDeadlineSeconds")] = ValueRules.NotNegative,
        [("V1CronJobSpec", "successfulJobsHistoryLimit")] = ValueRules.NotNegative,
        [("V1CronJobSpec", "failedJobsHistoryLimit")] = ValueRules.NotNegative,

        // Network.
        [("V1ServiceSpec", "type")] = ValueRules.OneOf("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
        [("V1ServiceSpec", "selector")] = ValueRules.LabelValue,
        [("V1ServiceSpec", "sessionAffinity")] = ValueRules.OneOf("None", "ClientIP"),
        [("V1ServiceSpec", "externalTrafficPolicy")] = TrafficPolicy,
        [("V1ServiceSpec", "internalTrafficPolicy")] = TrafficPolicy,
        [("V1ServiceSpec", "externalIPs")] = ValueRules.Address,
        [("V1ServiceSpec", "loadBalancerSourceRanges")] = ValueRules.Cidr,
        [("V1ServiceSpec", "ipFamilies")] = ValueRules.OneOf("IPv4", "IPv6"),
        [("V1ServiceSpec", "ipFamilyPolicy")] = ValueRules.OneOf("SingleStack", "PreferDualStack", "RequireDualStack"),
        [("V1ServiceSpec", "externalName")] = ValueRules.DnsName,
        [("V1ServicePort", "name")] = ValueRules.DnsLabel,
        [("V1ServicePort", "port")] = ValueRules.Port,
        [("V1ServicePort", "nodePort")] = ValueRules.Range(0, 65535, "is no port"),
        [("V1ServicePort", "targetPort")] = ValueRules.PortOrName,
        [("V1ServicePort", "protocol")] = Protocol,
        [("V1ServiceBackendPort", "number")] = ValueRules.Port,
        [("V1ServiceBackendPort", "name")] = ValueRules.DnsLabel,
        [("V1IngressSpec", "ingressClassName")] = ValueRules.DnsName,
        [("V1IngressRule", "host")] = ValueRules.Host,
        [("V1IngressTLS", "hosts")] = ValueRules.Host,
        [("V1HTTPIngressPath", "pathType")] = ValueRules.OneOf("Exact", "Prefix", "ImplementationSpecific"),
        [("V1HTTPIngressPath", "path")] = ValueRules.AbsolutePath,
        [("V1IPBlock", "cidr")] = ValueRules.Cidr,
        [("V1IPBlock", "except")] = ValueRules.Cidr,
        [("V1NetworkPolicyPort", "port")] = ValueRules.PortOrName,
        [("V1NetworkPolicyPort", "endPort")] = ValueRules.Port,
        [("V1NetworkPolicyPort", "protocol")] = Protocol,
        [("V1NetworkPolicySpec", "policyTypes")] = ValueRules.OneOf("Ingress", "Egress"),

        // Scaling and disruption.
        [("V2HorizontalPodAutoscalerSpec", "minReplicas")] = ValueRules.NotNegative,
        [("V2HorizontalPodAutoscalerSpec", "maxReplicas")] = ValueRules.Positive,
        [("V2MetricSpec", "type")] = ValueRules.OneOf("Resource", "ContainerResource", "Pods", "Object", "External"),
        [("V2MetricTarget", "type")] = ValueRules.OneOf("Utilization", "Value", "AverageValue"),
        [("V2MetricTarget", "averageUtilization")] = ValueRules.Positive,
        [("V2HPAScalingRules", "selectPolicy")] = ValueRules.OneOf("Max", "Min", "Disabled"),
        [("V2HPAScalingRules", "stabilizationWindowSeconds")] = ValueRules.Range(0, 3600, "must be 0 to 3600 (an hour)"),
        [("V2HPAScalingPolicy", "type")] = ValueRules.OneOf("Pods", "Percent"),
        [("V2HPAScalingPolicy", "value")] = ValueRules.Positive,
        [("V2HPAScalingPolicy", "periodSeconds")] = ValueRules.Range(1, 1800, "must be 1 to 1800 (30 minutes)"),
        [("V1PodDisruptionBudgetSpec", "minAvailable")] = ValueRules.CountOrPercent,
        [("V1PodDisruptionBudgetSpec", "maxUnavailable")] = ValueRules.CountOrPercent,
        [("V1PodDisruptionBudgetSpec", "unhealthyPodEvictionPolicy")] = ValueRules.OneOf("IfHealthyBudget", "AlwaysAllow"),
        [("V1LimitRangeItem", "type")] = ValueRules.OneOf("Container", "Pod", "PersistentVolumeClaim"),
        [("V1ResourceQuotaSpec", "scopes")] = ScopeName,
        [("V1ScopedResourceSelectorRequirement", "scopeName")] = ScopeName,

        // Access and extension.
        [("V1RoleRef", "kind")] = ValueRules.OneOf("Role", "ClusterRole"),
        [("Rbacv1Subject", "kind")] = ValueRules.OneOf("User", "Group", "ServiceAccount"),
        [("V1CustomResourceDefinitionSpec", "scope")] = ValueRules.OneOf("Namespaced", "Cluster"),
        [("V1ValidatingWebhook", "sideEffects")] = ValueRules.OneOf("None", "NoneOnDryRun"),
        [("V1MutatingWebhook", "sideEffects")] = ValueRules.OneOf("None", "NoneOnDryRun"),
    }.ToFrozenDictionary();

    public static ValueRule? Of(Type model, string field) =>
        All.TryGetValue((model.Name, field), out var rule) || All.TryGetValue((Any, field), out rule) ? rule : null;

    /// <summary>The rules of single models, so that a test can hold them against the client.</summary>
    public static IEnumerable<(string Model, string Field)> Table => All.Keys.Where(x => x.Model != Any);
}
