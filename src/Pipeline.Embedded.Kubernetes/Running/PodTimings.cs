namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>How long the kubelet waits. The defaults are the kubelet's own.</summary>
internal sealed record PodTimings
{
    /// <summary>Before a container is started for the third time (the second comes at once); doubled each time. Default 10 s.</summary>
    public TimeSpan RestartBackOff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest wait before a restart, and before an image is looked for again. Default 5 min.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A container that ran this long starts with the shortest wait again. Default 10 min.</summary>
    public TimeSpan BackOffForgotten { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between looks for a missing ConfigMap, Secret or volume. Default 2 s.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The least time between SIGTERM and SIGKILL, whatever a preStop hook took. Default 2 s.</summary>
    public TimeSpan LeastGrace { get; init; } = TimeSpan.FromSeconds(2);
}
