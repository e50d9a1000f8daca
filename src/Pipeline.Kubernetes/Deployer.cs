using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Pipeline.Kubernetes.RollingBack;

namespace Pipeline.Kubernetes;

/// <summary>
/// Deploys rendered manifests to one cluster: plans, applies server-side, waits for readiness, prunes, records, and takes back what fails.
/// Everything that it does for one application is done under that application's Lease.
/// </summary>
public sealed class Deployer : IDisposable
{
    private Deployer()
    {
    }

    /// <summary>Uid of the cluster: its <c>kube-system</c> namespace's.</summary>
    public string ClusterUid => throw new NotImplementedException();

    /// <summary>The API server.</summary>
    public Uri Server => throw new NotImplementedException();

    /// <summary>Connects, and verifies that it is the expected cluster.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE4100 to PIPE4107.</exception>
    public static Task<Deployer> ConnectAsync(ClusterConnection connection, DeployerOptions? options = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>What a deployment would do. Changes nothing; each object is compared by a dry run on the server.</summary>
    public Task<DeployPlan> PlanAsync(DeployRequest request, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Plans and deploys. Nothing is applied unless the server accepts every object in a dry run.</summary>
    /// <returns>How it ended; a release that doesn't become ready is an outcome, not an exception.</returns>
    public Task<DeployOutcome> DeployAsync(DeployRequest request, IProgress<DeployProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Carries out a plan exactly as it was made, or refuses because the cluster has moved on.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE4115, with what moved.</exception>
    public Task<DeployOutcome> DeployAsync(DeployPlan plan, IProgress<DeployProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>What going back to an earlier release would do. Changes nothing.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">PIPE4123: there is no such release.</exception>
    public Task<DeployPlan> PlanRollbackAsync(RollbackRequest request, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Plans and goes back to an earlier release: its objects are applied as they were recorded, and what it didn't have is pruned.</summary>
    public Task<DeployOutcome> RollbackAsync(RollbackRequest request, IProgress<DeployProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>The releases of an application, the latest number first.</summary>
    public Task<IReadOnlyList<Release>> HistoryAsync(string application, string @namespace, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Ends the connection.</summary>
    public void Dispose() => throw new NotImplementedException();
}
