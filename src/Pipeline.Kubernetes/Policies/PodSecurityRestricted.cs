using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;
using static Pipeline.Kubernetes.Policies.PodSecurityBaseline;

namespace Pipeline.Kubernetes.Policies;

/// <summary>What the Pod Security standard "restricted" asks beyond "baseline", and what goes with it.</summary>
internal static class PodSecurityRestricted
{
    private const string Standard = "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted";

    private static readonly RuleDraft Rules = new(RuleArea.PodSecurity);
    private static readonly string[] VolumeTypes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.EachContainer(Rules.Error("K8S104", "capabilities-added", "No capabilities but NET_BIND_SERVICE are added",
            "A capability is a part of root's rights.", "Remove it; an unprivileged port needs none.", Standard),
            (x, y) => x.IsWindows ? [] : y.Security.At("capabilities").List("add").Where(z => z.AsText() is not (null or "NET_BIND_SERVICE")).Select(z => At(z, $"{y} adds {z.Shown()}."))),

        Policy.EachContainer(Rules.Error("K8S105", "capabilities-dropped", "All capabilities are dropped",
            "Runtimes give each container a dozen capabilities that a service doesn't need.", "Set capabilities.drop to [ALL].", Standard),
            (x, y) => WhenMissing(!x.IsWindows && !y.Security.At("capabilities").List("drop").Any(z => z.AsText() == "ALL"), y.Body, "securityContext", $"{y} doesn't drop ALL capabilities.")),

        Policy.EachPod(Rules.Error("K8S112", "seccomp", "The runtime's seccomp profile applies",
            "Without one a container may make any system call of the kernel.", "Set securityContext.seccompProfile.type to RuntimeDefault, for the pod.", Standard),
            Seccomp),

        Policy.EachPod(Rules.Error("K8S114", "volume-types", "Only volumes that belong to the pod or the cluster",
            "Other volumes reach the node, or a storage system past the cluster's control.", "Use a claim, whose storage class says how the storage is reached.", Standard),
            x => x.Pod.Maps("volumes").SelectMany(y => y.Where(z => z.Key != "name" && z.Key != "hostPath" && z.Value is not null && !VolumeTypes.Contains(z.Key))).Select(y => At(y.Value, $"is a volume of type {y.Key}."))),

        Policy.EachContainer(Rules.Error("K8S115", "privilege-escalation", "Processes can't gain rights",
            "With escalation allowed, a setuid program in the image gives root.", "Set allowPrivilegeEscalation to false.", Standard),
            (x, y) => WhenMissing(!x.IsWindows && y.Security.Truth("allowPrivilegeEscalation") != false, y.Body, "securityContext", $"{y} doesn't set allowPrivilegeEscalation to false.")),

        Policy.EachPod(Rules.Error("K8S116", "run-as-non-root", "Containers don't run as root",
            "Root in a container is root for every mistake of the runtime and the kernel.", "Set securityContext.runAsNonRoot to true, for the pod.", Standard),
            x => x.Containers.Where(y => (y.Security.Truth("runAsNonRoot") ?? x.Pod.At("securityContext").Truth("runAsNonRoot")) != true).Select(y => Missing(y.Body, "securityContext", $"{y} may run as root."))),

        Policy.EachPod(Rules.Error("K8S117", "run-as-user", "Nobody asks for user 0",
            "User 0 is root.", "Give another user's number, or leave it to the image.", Standard),
            x => Securities(x).Select(y => y.At("runAsUser")).Where(y => y.AsWhole() == 0).Select(y => At(y, "is root."))),

        Policy.Each(Rules.Warning("K8S118", "pod-security-labels", "The namespace enforces \"restricted\"",
            "What these rules find in manifests, the cluster must refuse for pods that come another way.", "Set the label pod-security.kubernetes.io/enforce: restricted.", "https://kubernetes.io/docs/concepts/security/pod-security-admission/"),
            "Namespace", (x, _) => WhenMissing(x.Body.At("metadata", "labels").Text("pod-security.kubernetes.io/enforce") != "restricted", x.Body.At("metadata"), "labels", "the cluster doesn't enforce \"restricted\" here.")),

        Policy.EachContainer(Rules.Warning("K8S119", "read-only-root", "The root file system is read-only",
            "An intruder can't change the program or leave tools behind; what a service writes has a volume.", "Set readOnlyRootFilesystem to true, and mount an emptyDir where it writes.", "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/"),
            (x, y) => WhenMissing(!x.IsWindows && y.Role != ContainerRole.Ephemeral && y.Security.Truth("readOnlyRootFilesystem") != true, y.Body, "securityContext", $"{y} can write to its root file system.")),

        Policy.EachPod(Rules.Warning("K8S120", "token-not-mounted", "No API token is mounted where none is used",
            "The token in /var/run/secrets is what an intruder tries first.", "Set automountServiceAccountToken to false; a pod that uses the API gets a waiver that says what for.", "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting"),
            (x, context) => WhenMissing((x.Pod.Truth("automountServiceAccountToken") ?? context.Set.Find("ServiceAccount", x.Item.Namespace, x.ServiceAccount)?.Body.Truth("automountServiceAccountToken")) != false, x.Pod, "automountServiceAccountToken", "the API token is mounted.")),

        Policy.EachPod(Rules.Warning("K8S121", "own-service-account", "Pods have an account of their own",
            "Rights given to the default account are everybody's in the namespace.", "Make a ServiceAccount, and name it in serviceAccountName.", "https://kubernetes.io/docs/concepts/security/rbac-good-practices/"),
            x => WhenMissing(x.ServiceAccount == "default", x.Pod, "serviceAccountName", "the pod runs as the namespace's default account.")),

        Policy.EachPod(Rules.Warning("K8S122", "shared-processes", "Containers don't see each other's processes",
            "With shareProcessNamespace a sidecar reads the memory and environment of the service.", "Remove shareProcessNamespace.", "https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/"),
            x => When(x.Pod.Truth("shareProcessNamespace") == true, x.Pod.At("shareProcessNamespace"), "containers share their processes.")),
    ];

    private static IEnumerable<Offence> Seccomp(Workload workload)
    {
        var pod = workload.Pod.At("securityContext").At("seccompProfile").Text("type");
        foreach (var security in Securities(workload).Where(x => x.At("seccompProfile").Text("type") == "Unconfined"))
            yield return At(security.At("seccompProfile"), "takes the profile away.");
        if (workload.IsWindows || pod is "RuntimeDefault" or "Localhost" or "Unconfined")
            yield break;
        foreach (var container in workload.Containers.Where(x => x.Security.At("seccompProfile").Text("type") is not ("RuntimeDefault" or "Localhost" or "Unconfined")))
            yield return Missing(container.Body, "securityContext", $"{container} has no seccomp profile, and the pod sets none.");
    }
}
