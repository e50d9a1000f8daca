using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>What is known of a container now. Changed only through <see cref="PodBoard.Change(Action)"/>.</summary>
internal sealed class ContainerRecord(V1Container spec, ContainerKind kind)
{
    public V1Container Spec { get; } = spec;

    public ContainerKind Kind { get; } = kind;

    public V1ContainerState State { get; set; } = new();

    public V1ContainerState? LastState { get; set; }

    public int RestartCount { get; set; }

    public bool IsReady { get; set; }

    public bool HasStarted { get; set; }

    /// <summary>It has ended and won't be started again.</summary>
    public bool IsOver { get; set; }

    public string? ImageId { get; set; }

    public string? ContainerId { get; set; }

    public static ContainerKind KindOf(V1Container spec, bool isInit) => !isInit ? ContainerKind.Main : spec.RestartPolicy == "Always" ? ContainerKind.Sidecar : ContainerKind.Init;
}
