using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Kubernetes.Planning;

internal static class PlanFile
{
    public static Task WriteAsync(DeployPlan plan, string path, CancellationToken cancellationToken) => throw new NotImplementedException();

    public static Task<DeployPlan> ReadAsync(string path, RenderedManifests? manifests, CancellationToken cancellationToken) => throw new NotImplementedException();
}
