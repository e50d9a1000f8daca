using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Applying;

/// <summary>How a deployment or a rollback ended.</summary>
public sealed record DeployOutcome
{
    /// <summary>How it ended.</summary>
    public required DeployResult Result { get; init; }

    /// <summary>The plan that was carried out.</summary>
    public required DeployPlan Plan { get; init; }

    /// <summary>The release's record as it stands now.</summary>
    public required Release Release { get; init; }

    /// <summary>How ready each object was at the end.</summary>
    public IReadOnlyList<ObjectReadiness> Objects { get; init; } = [];

    /// <summary>Why it failed; null when it didn't.</summary>
    public DeployFailure? Failure { get; init; }

    /// <summary>What became of the rollback that followed the failure; null where none was tried.</summary>
    public DeployOutcome? Rollback { get; init; }

    /// <summary>The server's warnings, objects that could not be pruned, and why no rollback was tried.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Whether the release that was asked for is deployed and ready.</summary>
    public bool IsSuccess => Result is DeployResult.Deployed or DeployResult.Unchanged;
}
