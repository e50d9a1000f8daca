using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>The controls of the Pod Security standard "baseline", which "restricted" contains.</summary>
internal static class PodSecurityBaseline
{
    private const string Standard = "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline";
    private const string AppArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

    private static readonly RuleDraft Rules = new(RuleArea.PodSecurity);
    private static readonly string[] SelinuxTypes = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];

    private static readonly string[] SafeSysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range",
        "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes",
        "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
    ];

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.EachPod(Rules.Error("K8S101", "host-process", "No Windows host processes",
            "A HostProcess container is a process of the node, with its rights.", "Remove windowsOptions.hostProcess.", Standard),
            x => Securities(x).Select(y => y.At("windowsOptions").At("hostProcess")).Where(IsTrue).Select(y => At(y, "runs as a process of the node."))),

        Policy.EachPod(Rules.Error("K8S102", "host-namespaces", "Pods don't share the node's namespaces",
            "With the node's network, processes or IPC a pod sees, and reaches, what isn't its own.", "Remove hostNetwork, hostPID and hostIPC.", Standard),
            x => new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(y => x.Pod.Truth(y) == true).Select(y => At(x.Pod[y], $"{y} is on."))),

        Policy.EachContainer(Rules.Error("K8S103", "privileged", "No privileged containers",
            "A privileged container is root on the node.", "Remove privileged, or set it to false.", Standard),
            (_, x) => When(IsTrue(x.Security.At("privileged")), x.Security.At("privileged"), $"{x} is privileged.")),

        Policy.EachPod(Rules.Error("K8S106", "host-path", "No volumes of the node's file system",
            "A hostPath gives the node's files to the pod, and through them, often, the node.", "Use a volume of the pod: emptyDir, a claim, a ConfigMap.", Standard),
            x => x.Pod.Maps("volumes").Where(y => y.Has("hostPath")).Select(y => At(y.At("hostPath"), $"the volume '{y.Text("name")}' is a folder of the node."))),

        Policy.EachContainer(Rules.Error("K8S107", "host-ports", "No ports of the node",
            "A host port goes around Services and network policies, and allows one such pod a node.", "Remove hostPort; a Service finds the pod.", Standard),
            (_, x) => x.Body.Maps("ports").Where(y => y.Whole("hostPort") is > 0).Select(y => At(y.At("hostPort"), $"{x} takes the node's port {y.Whole("hostPort")}."))),

        Policy.EachContainer(Rules.Error("K8S108", "host-probes", "Probes and hooks ask their own pod",
            "A probe with a host makes the kubelet ask any address it can reach, past network policies (a baseline control since Kubernetes 1.34).", "Remove host.", Standard),
            (_, x) => x.Handlers.SelectMany(y => new[] { y.At("httpGet").At("host"), y.At("tcpSocket").At("host") }).Where(y => y.AsText() is { Length: > 0 }).Select(y => At(y, $"{x} asks {y.Shown()}."))),

        Policy.EachPod(Rules.Error("K8S109", "apparmor", "AppArmor isn't switched off",
            "Unconfined takes away the runtime's own profile.", "Remove it, or use RuntimeDefault or Localhost.", Standard),
            x => Securities(x).Select(y => y.At("appArmorProfile").At("type")).Where(y => y.AsText() is { } type && type is not ("RuntimeDefault" or "Localhost")).Select(y => At(y, $"is {y.Shown()}."))
                .Concat(Annotations(x).Where(y => y.Key.StartsWith(AppArmorAnnotation, StringComparison.Ordinal) && y.Value is not ("" or "runtime/default") && !y.Value.StartsWith("localhost/", StringComparison.Ordinal))
                    .Select(y => Missing(x.Template.At("metadata").At("annotations"), y.Key, $"is '{y.Value}'.")))),

        Policy.EachPod(Rules.Error("K8S110", "selinux", "SELinux keeps its container type",
            "Another type, user or role can reach what containers must not.", "Remove seLinuxOptions, or use a container type.", Standard),
            x => Securities(x).Select(y => y.At("seLinuxOptions")).SelectMany(y => new[] { y.At("user"), y.At("role") }.Where(z => z.AsText() is { Length: > 0 })
                .Concat(new[] { y.At("type") }.Where(z => z.AsText() is { } type && !SelinuxTypes.Contains(type)))).Select(y => At(y, $"is {y.Shown()}."))),

        Policy.EachContainer(Rules.Error("K8S111", "proc-mount", "/proc stays masked",
            "An unmasked /proc shows and changes the kernel's settings.", "Remove procMount.", Standard),
            (_, x) => When(x.Security.Text("procMount") is { } mount && mount != "Default", x.Security.At("procMount"), $"{x} has {x.Security.At("procMount").Shown()}.")),

        Policy.EachPod(Rules.Error("K8S113", "sysctls", "Only safe kernel settings are changed",
            "Other sysctls concern the whole node.", "Remove it; a setting of the node belongs to the node.", Standard),
            x => x.Pod.At("securityContext").Maps("sysctls").Where(y => y.Text("name") is { } name && !SafeSysctls.Contains(name)).Select(y => At(y, $"'{y.Text("name")}' is none of the safe ones."))),
    ];

    /// <summary>The security contexts of a pod and all its containers.</summary>
    internal static IEnumerable<JsonNode> Securities(Workload workload) =>
        workload.Containers.Select(x => x.Security).Prepend(workload.Pod.At("securityContext")).OfType<JsonNode>();

    internal static IEnumerable<KeyValuePair<string, string>> Annotations(Workload workload) => workload.Template.At("metadata").At("annotations").Texts();

    internal static bool IsTrue(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue(out bool truth) && truth;
}
