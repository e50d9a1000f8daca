using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Labels, namespaces, and fields on their way out.</summary>
internal static class HygienePolicies
{
    private static readonly RuleDraft Rules = new(RuleArea.Hygiene);
    private static readonly string[] Recommended = ["app.kubernetes.io/name", "app.kubernetes.io/part-of"];
    private static readonly string[] GoneVolumes = ["gitRepo", "flexVolume", "awsElasticBlockStore", "azureDisk", "azureFile", "cephfs", "cinder", "gcePersistentDisk", "glusterfs", "photonPersistentDisk", "portworxVolume", "quobyte", "rbd", "scaleIO", "storageos", "vsphereVolume"];

    private static readonly Dictionary<string, string> OldAnnotations = new()
    {
        ["kubernetes.io/ingress.class"] = "spec.ingressClassName",
        ["seccomp.security.alpha.kubernetes.io/pod"] = "securityContext.seccompProfile",
        ["scheduler.alpha.kubernetes.io/critical-pod"] = "priorityClassName",
        ["volume.beta.kubernetes.io/storage-class"] = "spec.storageClassName",
        ["service.alpha.kubernetes.io/tolerate-unready-endpoints"] = "spec.publishNotReadyAddresses",
    };

    private static readonly Dictionary<string, string> OldNodeLabels = new()
    {
        ["beta.kubernetes.io/os"] = "kubernetes.io/os",
        ["beta.kubernetes.io/arch"] = "kubernetes.io/arch",
        ["failure-domain.beta.kubernetes.io/zone"] = "topology.kubernetes.io/zone",
        ["failure-domain.beta.kubernetes.io/region"] = "topology.kubernetes.io/region",
        ["beta.kubernetes.io/instance-type"] = "node.kubernetes.io/instance-type",
        ["node-role.kubernetes.io/master"] = "node-role.kubernetes.io/control-plane",
    };

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.EachObject(Rules.Warning("K8S801", "recommended-labels", "Objects say what they belong to",
            "Dashboards, cost reports and people find objects by these labels.", "Set app.kubernetes.io/name and app.kubernetes.io/part-of, in the kustomization's labels.", "https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/"),
            x => Recommended.Where(y => !x.Body.At("metadata", "labels").Has(y)).Select(y => Missing(x.Body.At("metadata"), "labels", $"there is no {y}."))),

        Policy.EachPod(Rules.Warning("K8S802", "pod-labels", "Pods say what they belong to",
            "Logs and metrics carry the labels of pods, not those of what made them.", "Set them in the template, too (includeTemplates in the kustomization's labels).", "https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/"),
            x => x.Item.Kind == "Pod" ? [] : Recommended.Where(y => !x.Labels.ContainsKey(y)).Select(y => Missing(x.Template, "metadata", $"there is no {y}."))),

        Policy.EachObject(Rules.Warning("K8S803", "own-namespace", "Nothing lives in default, or with the cluster's own",
            "Policies, quotas and rights are the namespace's; in default everybody's things share them.", "Set namespace in the overlay's kustomization.", "https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#when-to-use-multiple-namespaces"),
            x => When(x.Namespace is "default" or "kube-system" or "kube-public" or "kube-node-lease", x.Body.At("metadata", "namespace"), $"is '{x.Namespace}'.")),

        Policy.EachObject(Rules.Warning("K8S804", "old-annotations", "Fields, not the annotations before them",
            "The annotations are ignored by newer versions, without a word.", "Use the field that the message names.", "https://kubernetes.io/docs/reference/labels-annotations-taints/"),
            x => x.Body.At("metadata", "annotations").Texts().Where(y => OldAnnotations.ContainsKey(y.Key)).Select(y => Missing(x.Body.At("metadata", "annotations"), y.Key, $"is deprecated. Use {OldAnnotations[y.Key]}."))),

        Policy.EachPod(Rules.Warning("K8S805", "old-pod-fields", "No deprecated fields of pods",
            "They are kept for old manifests, and go some day.", "Use the field that the message names.", "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/"),
            x => WhenMissing(x.Pod.Has("serviceAccount") && !x.Pod.Has("serviceAccountName"), x.Pod, "serviceAccount", "is deprecated. Use serviceAccountName.")
                .Concat(x.Pod.At("nodeSelector").Texts().Where(y => OldNodeLabels.ContainsKey(y.Key)).Select(y => Missing(x.Pod.At("nodeSelector"), y.Key, $"is deprecated. Use {OldNodeLabels[y.Key]}.")))
                .Concat(x.Pod.Maps("topologySpreadConstraints").Where(y => OldNodeLabels.ContainsKey(y.Text("topologyKey") ?? "")).Select(y => At(y.At("topologyKey"), $"is deprecated. Use {OldNodeLabels[y.Text("topologyKey")!]}.")))),

        Policy.EachPod(Rules.Warning("K8S806", "old-volumes", "No volume types that are gone",
            "In-tree drivers have been removed, or moved behind CSI.", "Use a claim with the CSI driver's storage class; for gitRepo an init container.", "https://kubernetes.io/docs/concepts/storage/volumes/#volume-types"),
            x => x.Pod.Maps("volumes").SelectMany(y => GoneVolumes.Where(y.Has).Select(z => At(y.At(z), $"{z} is deprecated or gone.")))),

        Policy.Each(Rules.Warning("K8S807", "old-service-fields", "No deprecated fields of Services",
            "What loadBalancerIP means differs between clouds, and some ignore it.", "Use the annotation of your cloud's controller.", "https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/"),
            "Service", (x, _) => When(x.Body.At("spec").Has("loadBalancerIP"), x.Body.At("spec").At("loadBalancerIP"), "is deprecated.")),
    ];
}
