using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>The node's object.</summary>
internal static class NodeObject
{
    public static async Task EnsureAsync(IClusterObjects objects, TimeProvider time, CancellationToken cancellationToken)
    {
        var node = await objects.GetAsync<V1Node>(null, NodeFacts.Name, cancellationToken) ?? await objects.CreateAsync(
            new V1Node
            {
                ApiVersion = "v1",
                Kind = "Node",
                Metadata = new V1ObjectMeta
                {
                    Name = NodeFacts.Name,
                    Labels = new Dictionary<string, string>
                    {
                        ["kubernetes.io/hostname"] = NodeFacts.Name,
                        ["kubernetes.io/os"] = "linux",
                        ["kubernetes.io/arch"] = NodeFacts.Architecture,
                    },
                },
                Spec = new V1NodeSpec(),
            },
            ManagerNames.Kubelet,
            cancellationToken);
        node.Status = Status(node.Status, time.Now());
        await objects.UpdateStatusAsync(node, ManagerNames.Kubelet, cancellationToken);
    }

    private static V1NodeStatus Status(V1NodeStatus? before, DateTime now)
    {
        V1NodeCondition Condition(string type, string status, string reason, string message) => new()
        {
            Type = type,
            Status = status,
            Reason = reason,
            Message = message,
            LastHeartbeatTime = now,
            LastTransitionTime = before?.Conditions?.FirstOrDefault(x => x.Type == type && x.Status == status)?.LastTransitionTime ?? now,
        };

        var capacity = NodeFacts.Capacity.ToDictionary();
        return new V1NodeStatus
        {
            Addresses = [new V1NodeAddress { Type = "InternalIP", Address = NodeFacts.Address }, new V1NodeAddress { Type = "Hostname", Address = NodeFacts.Name }],
            Capacity = capacity,
            Allocatable = capacity,
            Conditions =
            [
                Condition("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
                Condition("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
                Condition("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
                Condition("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
            ],
            NodeInfo = new V1NodeSystemInfo
            {
                Architecture = NodeFacts.Architecture,
                BootID = "",
                ContainerRuntimeVersion = "embedded://processes",
                KernelVersion = Environment.OSVersion.Version.ToString(),
                KubeletVersion = NodeFacts.Version,
                KubeProxyVersion = "",
                MachineID = "",
                OperatingSystem = "linux",
                OsImage = Environment.OSVersion.VersionString,
                SystemUUID = "",
            },
        };
    }
}
