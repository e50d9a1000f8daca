using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running.Statuses;

/// <summary>What is known of a pod besides its containers.</summary>
internal sealed record PodFacts
{
    public required string PodIP { get; init; }

    public required DateTime StartTime { get; init; }

    /// <summary>Whether its volumes are there and its address is taken.</summary>
    public bool IsSandboxReady { get; init; }

    /// <summary>Why it failed as a whole: <c>DeadlineExceeded</c>.</summary>
    public (string Reason, string Message)? Failure { get; init; }

    /// <summary>Whether it is over for good, deleted or not.</summary>
    public bool IsOver { get; init; }

    /// <summary>The containers, init containers first.</summary>
    public required IReadOnlyList<ContainerRecord> Containers { get; init; }

    public IEnumerable<ContainerRecord> Mains => Containers.Where(x => x.Kind == ContainerKind.Main);

    public IEnumerable<ContainerRecord> Inits => Containers.Where(x => x.Kind != ContainerKind.Main);

    /// <summary>Whether every init container has done its part: ended well, or started where it goes on.</summary>
    public bool IsInitialized => Inits.All(x => x.Kind == ContainerKind.Sidecar ? x.HasStarted || x.IsOver : x.State.Terminated?.ExitCode == 0);

    public string Phase(V1Pod pod)
    {
        if (Failure is not null)
            return "Failed";
        if (!IsInitialized)
            return Inits.Any(x => x.IsOver && x.State.Terminated is { ExitCode: not 0 }) || IsOver ? "Failed" : "Pending";
        if (IsOver)
            return Mains.All(x => x.State.Terminated?.ExitCode == 0) ? "Succeeded" : "Failed";

        var hasNeverRun = Mains.Any(x => x.State.Waiting is not null && x.LastState is null) || Mains.All(x => x.State.Running is null && x.State.Terminated is null && x.LastState is null);
        return hasNeverRun && pod.Status?.Phase != "Running" ? "Pending" : "Running";
    }
}
