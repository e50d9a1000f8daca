using Pipeline.Kubernetes;
using Pipeline.Releases.RollingBack;

namespace Pipeline.Components.Deploying;

/// <summary>A rollback with the connection that it goes over.</summary>
internal sealed record OpenRollback(Deployer Deployer, RollbackRun Run) : IDisposable
{
    public void Dispose() => Deployer.Dispose();
}
