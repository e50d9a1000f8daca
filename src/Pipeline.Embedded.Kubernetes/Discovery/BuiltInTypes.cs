namespace Pipeline.Embedded.Kubernetes.Discovery;

/// <summary>The kinds that are built in, in the order of discovery.</summary>
internal static class BuiltInTypes
{
    private static readonly string[] s_all = ["all"];

    public static ResourceType Namespaces { get; } = Core("Namespace", "namespaces", "ns") with
    {
        IsNamespaced = false,
        HasStatus = true,
        IsDeletedAsCollection = false,
        Others = [new Subresource("finalize", "Namespace", ["update"])],
    };

    public static ResourceType ServiceAccounts { get; } = Core("ServiceAccount", "serviceaccounts", "sa") with
    {
        AnswersDeletedObject = true,
        Others = [new Subresource("token", "TokenRequest", ["create"]) { Group = "authentication.k8s.io", Version = "v1" }],
    };

    public static ResourceType ConfigMaps { get; } = Core("ConfigMap", "configmaps", "cm");

    public static ResourceType Secrets { get; } = Core("Secret", "secrets");

    public static ResourceType Pods { get; } = Core("Pod", "pods", "po") with
    {
        HasStatus = true,
        HasGeneration = true,
        Categories = s_all,
        AnswersDeletedObject = true,
        Others =
        [
            new Subresource("binding", "Binding", ["create"]),
            new Subresource("eviction", "Eviction", ["create"]) { Group = "policy", Version = "v1" },
            new Subresource("log", "Pod", ["get"]),
        ],
    };

    public static ResourceType Services { get; } = Core("Service", "services", "svc") with { HasStatus = true, Categories = s_all, IsCreatedByUpdate = true, AnswersDeletedObject = true };

    public static ResourceType Definitions { get; } =
        Of("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "customresourcedefinitions", "crd", "crds") with { IsNamespaced = false, HasStatus = true, HasGeneration = true, AllowsUnconditionalUpdate = false };

    public static ResourceType Roles { get; } = Of("rbac.authorization.k8s.io", "v1", "Role", "roles") with { IsCreatedByUpdate = true };

    public static ResourceType RoleBindings { get; } = Of("rbac.authorization.k8s.io", "v1", "RoleBinding", "rolebindings") with { IsCreatedByUpdate = true };

    public static ResourceType ClusterRoles { get; } = Of("rbac.authorization.k8s.io", "v1", "ClusterRole", "clusterroles") with { IsNamespaced = false, IsCreatedByUpdate = true };

    public static ResourceType ClusterRoleBindings { get; } = Of("rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", "clusterrolebindings") with { IsNamespaced = false, IsCreatedByUpdate = true };

    public static ResourceType LimitRanges { get; } = Core("LimitRange", "limitranges", "limits") with { IsCreatedByUpdate = true };

    public static ResourceType ResourceQuotas { get; } = Core("ResourceQuota", "resourcequotas", "quota") with { HasStatus = true, AnswersDeletedObject = true };

    public static ResourceType DisruptionBudgets { get; } =
        Of("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "pdb") with { HasStatus = true, HasGeneration = true, AllowsUnconditionalUpdate = false };

    public static ResourceType PriorityClasses { get; } = Of("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", "pc") with { IsNamespaced = false, HasGeneration = true };

    public static ResourceType Endpoints { get; } = Core("Endpoints", "endpoints", "ep") with { Singular = "endpoints", IsCreatedByUpdate = true };

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ConfigMaps,
        Endpoints,
        Core("Event", "events", "ev") with { IsCreatedByUpdate = true },
        LimitRanges,
        Namespaces,
        Core("Node", "nodes", "no") with { IsNamespaced = false, HasStatus = true },
        Core("PersistentVolumeClaim", "persistentvolumeclaims", "pvc") with { HasStatus = true, AnswersDeletedObject = true },
        Core("PersistentVolume", "persistentvolumes", "pv") with { IsNamespaced = false, HasStatus = true, AnswersDeletedObject = true },
        Pods,
        ResourceQuotas,
        Secrets,
        ServiceAccounts,
        Services,
        Workload("ControllerRevision", "controllerrevisions") with { Categories = [], HasStatus = false, HasGeneration = false },
        Workload("DaemonSet", "daemonsets", "ds"),
        Workload("Deployment", "deployments", "deploy") with { Scale = ScalePaths.Workload },
        Workload("ReplicaSet", "replicasets", "rs") with { Scale = ScalePaths.Workload },
        Workload("StatefulSet", "statefulsets", "sts") with { Scale = ScalePaths.Workload },
        Of("events.k8s.io", "v1", "Event", "events", "ev") with { IsCreatedByUpdate = true },
        Review("authentication.k8s.io", "SelfSubjectReview", "selfsubjectreviews"),
        Review("authentication.k8s.io", "TokenReview", "tokenreviews"),
        Review("authorization.k8s.io", "LocalSubjectAccessReview", "localsubjectaccessreviews") with { IsNamespaced = true },
        Review("authorization.k8s.io", "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
        Review("authorization.k8s.io", "SelfSubjectRulesReview", "selfsubjectrulesreviews"),
        Review("authorization.k8s.io", "SubjectAccessReview", "subjectaccessreviews"),
        Of("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", "hpa") with { HasStatus = true, Categories = s_all },
        Of("batch", "v1", "CronJob", "cronjobs", "cj") with { HasStatus = true, HasGeneration = true, Categories = s_all },
        Of("batch", "v1", "Job", "jobs") with { HasStatus = true, HasGeneration = true, Categories = s_all },
        Of("networking.k8s.io", "v1", "IngressClass", "ingressclasses") with { IsNamespaced = false, HasGeneration = true },
        Of("networking.k8s.io", "v1", "Ingress", "ingresses", "ing") with { HasStatus = true, HasGeneration = true },
        Of("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", "netpol") with { HasGeneration = true },
        DisruptionBudgets,
        ClusterRoleBindings,
        ClusterRoles,
        RoleBindings,
        Roles,
        Of("storage.k8s.io", "v1", "StorageClass", "storageclasses", "sc") with { IsNamespaced = false },
        Definitions,
        PriorityClasses,
        Of("coordination.k8s.io", "v1", "Lease", "leases") with { AllowsUnconditionalUpdate = false, IsCreatedByUpdate = true },
        Of("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices") with { HasGeneration = true },
    ];

    private static ResourceType Of(string group, string version, string kind, string plural, params string[] shortNames) => new()
    {
        Group = group,
        Version = version,
        Kind = kind,
        Plural = plural,
        Singular = kind.ToLowerInvariant(),
        ShortNames = shortNames,
    };

    private static ResourceType Core(string kind, string plural, params string[] shortNames) => Of("", "v1", kind, plural, shortNames);

    private static ResourceType Workload(string kind, string plural, params string[] shortNames) =>
        Of("apps", "v1", kind, plural, shortNames) with { HasStatus = true, HasGeneration = true, Categories = s_all };

    private static ResourceType Review(string group, string kind, string plural) => Of(group, "v1", kind, plural) with { IsNamespaced = false, IsReview = true };
}
