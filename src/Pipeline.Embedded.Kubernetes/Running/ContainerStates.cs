using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>A container's states.</summary>
internal static class ContainerStates
{
    public static V1ContainerState Waiting(string reason, string? message = null) => new() { Waiting = new V1ContainerStateWaiting { Reason = reason, Message = message } };

    public static V1ContainerState Running(DateTime since) => new() { Running = new V1ContainerStateRunning { StartedAt = since } };

    public static V1ContainerState Terminated(int exitCode, DateTime? since, DateTime until, string? containerId, string? message = null, string? reason = null) => new()
    {
        Terminated = new V1ContainerStateTerminated
        {
            ExitCode = exitCode,
            Reason = reason ?? (exitCode == 0 ? "Completed" : "Error"),
            Message = message,
            StartedAt = since,
            FinishedAt = until,
            ContainerID = containerId,
        },
    };
}
