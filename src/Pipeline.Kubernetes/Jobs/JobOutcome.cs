using Pipeline.Kubernetes.Applying;

namespace Pipeline.Kubernetes.Jobs;

/// <summary>How a Job ended.</summary>
public sealed record JobOutcome
{
    /// <summary>The Job.</summary>
    public required ObjectReference Job { get; init; }

    /// <summary>Why it didn't complete, with what the cluster says about it; null where it did.</summary>
    public DeployFailure? Failure { get; init; }

    /// <summary>The exit code of its last container; null where none ran to its end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The whole log of its last container: standard output and error, as they came.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>Whether it completed.</summary>
    public bool IsSuccess => Failure is null;
}
