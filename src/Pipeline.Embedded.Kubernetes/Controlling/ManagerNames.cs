namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Who writes, as it stands in managed fields.</summary>
internal static class ManagerNames
{
    public const string Controllers = "kube-controller-manager";
    public const string Scheduler = "kube-scheduler";
    public const string Kubelet = "kubelet";
}
