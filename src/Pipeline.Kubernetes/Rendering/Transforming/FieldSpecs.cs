namespace Pipeline.Kubernetes.Rendering.Transforming;

/// <summary>The places that kustomize's label and annotation transformers write to (kustomize api/internal/konfig/builtinpluginconsts).</summary>
internal static class FieldSpecs
{
    private static readonly string[] PodOwners = ["ReplicationController", "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job"];

    private static readonly string[] PodSelectors =
    [
        "affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
        "affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
        "affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
        "affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
        "topologySpreadConstraints/labelSelector/matchLabels",
    ];

    public static IReadOnlyList<FieldSpec> MetadataLabels { get; } = [new("metadata/labels", Create: true)];

    public static IReadOnlyList<FieldSpec> TemplateLabels { get; } =
    [
        .. PodOwners.Select(x => new FieldSpec("spec/template/metadata/labels", Create: true, x)),
        new("spec/jobTemplate/metadata/labels", Create: true, "CronJob", "batch"),
        new("spec/jobTemplate/spec/template/metadata/labels", Create: true, "CronJob", "batch"),
        new("spec/volumeClaimTemplates[]/metadata/labels", Create: true, "StatefulSet", "apps"),
    ];

    public static IReadOnlyList<FieldSpec> Selectors { get; } =
    [
        .. TemplateLabels,
        new("spec/selector", Create: true, "Service", Version: "v1"),
        new("spec/selector", Create: true, "ReplicationController", Version: "v1"),
        .. new[] { "Deployment", "ReplicaSet", "DaemonSet" }.Select(x => new FieldSpec("spec/selector/matchLabels", Create: true, x)),
        new("spec/selector/matchLabels", Create: true, "StatefulSet", "apps"),
        .. new[] { "Deployment", "StatefulSet" }.SelectMany(x => PodSelectors.Select(y => new FieldSpec("spec/template/spec/" + y, Create: false, x, "apps"))),
        new("spec/selector/matchLabels", Create: false, "Job", "batch"),
        new("spec/jobTemplate/spec/selector/matchLabels", Create: false, "CronJob", "batch"),
        new("spec/selector/matchLabels", Create: false, "PodDisruptionBudget", "policy"),
        new("spec/podSelector/matchLabels", Create: false, "NetworkPolicy", "networking.k8s.io"),
        new("spec/ingress/from/podSelector/matchLabels", Create: false, "NetworkPolicy", "networking.k8s.io"),
        new("spec/egress/to/podSelector/matchLabels", Create: false, "NetworkPolicy", "networking.k8s.io"),
    ];

    public static IReadOnlyList<FieldSpec> Annotations { get; } =
    [
        new("metadata/annotations", Create: true),
        .. PodOwners.Select(x => new FieldSpec("spec/template/metadata/annotations", Create: true, x)),
        new("spec/jobTemplate/metadata/annotations", Create: true, "CronJob", "batch"),
        new("spec/jobTemplate/spec/template/metadata/annotations", Create: true, "CronJob", "batch"),
    ];

    /// <summary>Where a namespace is named beside an object's own.</summary>
    public static IReadOnlyList<FieldSpec> Namespaces { get; } =
    [
        new("metadata/name", Create: true, "Namespace", Version: "v1"),
        new("spec/service/namespace", Create: true, "APIService", "apiregistration.k8s.io"),
        new("spec/conversion/webhook/clientConfig/service/namespace", Create: false, "CustomResourceDefinition", "apiextensions.k8s.io"),
    ];

    /// <summary>Where containers stand in the built-in kinds.</summary>
    public static IReadOnlyList<FieldSpec> Containers { get; } =
        [.. new[] { "spec/containers[]", "spec/initContainers[]", "spec/template/spec/containers[]", "spec/template/spec/initContainers[]" }.Select(x => new FieldSpec(x, Create: false))];

    public static IReadOnlyList<FieldSpec> Replicas { get; } =
        [.. new[] { "Deployment", "ReplicationController", "ReplicaSet", "StatefulSet" }.Select(x => new FieldSpec("spec/replicas", Create: true, x))];
}
