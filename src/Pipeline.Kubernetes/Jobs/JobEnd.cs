using Pipeline.Errors;
using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Jobs;

/// <summary>What a wait for a Job ended with.</summary>
/// <param name="Error">Null where it completed.</param>
/// <param name="Reason">What the cluster says about it.</param>
/// <param name="View">What was seen last.</param>
internal sealed record JobEnd(ErrorCode? Error, string Reason, ClusterView View)
{
    /// <summary>Whether the Job itself is over, as opposed to the patience with it.</summary>
    public required bool IsOver { get; init; }

    public IReadOnlyList<string> Log { get; init; } = [];

    public string? Pod { get; init; }

    public int? ExitCode { get; init; }
}
