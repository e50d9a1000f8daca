using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Planning;
using Pipeline.Releases.Databases;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Promoting;

/// <summary>What a promotion into one environment works with.</summary>
public sealed record PromotionParts
{
    /// <summary>The cluster.</summary>
    public required Deployer Deployer { get; init; }

    /// <summary>The whole set of objects, pinned to the release's images, with its number.</summary>
    public required Func<CancellationToken, Task<DeployRequest>> Request { get; init; }

    /// <summary>The application.</summary>
    public required string Application { get; init; }

    /// <summary>The namespace of its release records.</summary>
    public required string Namespace { get; init; }

    /// <summary>The database; null where the environment has none.</summary>
    public IReleaseDatabase? Database { get; init; }

    /// <summary>Asks the deployed release whether it works; null where nothing is wired.</summary>
    public Func<CancellationToken, Task<EvidenceRecord>>? SmokeTest { get; init; }

    /// <summary>Watches its health; null where nothing is wired.</summary>
    public Func<CancellationToken, Task<EvidenceRecord>>? Watch { get; init; }

    /// <summary>Told how the deployment gets on.</summary>
    public IProgress<DeployProgress>? Progress { get; init; }
}
