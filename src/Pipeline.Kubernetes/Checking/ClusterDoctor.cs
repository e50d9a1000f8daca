using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Planning;

namespace Pipeline.Kubernetes.Checking;

/// <summary>Checks, read-only, that everything a deployment needs is there and allowed.</summary>
public static class ClusterDoctor
{
    /// <summary>All checks, in the order that they are worth fixing. A check that fails is a value; nothing is thrown but for cancellation.</summary>
    public static async Task<IReadOnlyList<ClusterCheck>> CheckAsync(ClusterCheckRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Cluster cluster;
        try
        {
            cluster = await Cluster.ConnectAsync(request.Connection with { ExpectedUid = null }, TimeProvider.System, cancellationToken);
        }
        catch (PipelineException error)
        {
            return [new ClusterCheck("the cluster answers", ClusterCheckResult.Failed, error.Message, error.Code.Cure), new ClusterCheck("everything else", ClusterCheckResult.NotChecked, "the cluster can't be asked")];
        }

        using (cluster)
        {
            var checks = new List<ClusterCheck> { new("the cluster answers", ClusterCheckResult.Passed, $"{cluster.Client.Server}"), Identity(request.Connection.ExpectedUid, cluster.Uid) };
            var parts = new Func<Task<IEnumerable<ClusterCheck>>>[]
            {
                async () => [await NamespaceAsync(cluster, request, cancellationToken)],
                () => new AccessChecks(cluster, request).RunAsync(cancellationToken),
                () => new RequirementChecks(cluster, request).RunAsync(cancellationToken),
                () => new JobDataChecks(cluster, request).RunAsync(cancellationToken),
            };
            foreach (var part in parts)
                checks.AddRange(await OrNotCheckedAsync(part));
            return checks;
        }
    }

    private static ClusterCheck Identity(string? expected, string uid) => expected switch
    {
        _ when uid.Length == 0 => new("it is the environment's cluster", expected is null ? ClusterCheckResult.NotChecked : ClusterCheckResult.Failed, "the namespace kube-system may not be read", "Allow get on the namespace kube-system."),
        null => new("it is the environment's cluster", ClusterCheckResult.NotChecked, $"the environment names no uid; this is {uid}", $"Enter {uid} as the cluster's uid."),
        _ when expected == uid => new("it is the environment's cluster", ClusterCheckResult.Passed, uid),
        _ => new("it is the environment's cluster", ClusterCheckResult.Failed, $"this is {uid}, the environment names {expected}", DeployErrors.WrongCluster.Cure),
    };

    private static async Task<ClusterCheck> NamespaceAsync(Cluster cluster, ClusterCheckRequest request, CancellationToken cancellationToken)
    {
        var name = $"namespace {request.Namespace} exists";
        if (await PlannedNamespaces.ExistsAsync(cluster.Client, request.Namespace, cancellationToken))
            return new ClusterCheck(name, ClusterCheckResult.Passed, "it is there");
        return request.Manifests.Objects.Any(x => x.Kind == "Namespace" && x.Name == request.Namespace)
            ? new ClusterCheck(name, ClusterCheckResult.Passed, "the first deployment makes it")
            : new ClusterCheck(name, ClusterCheckResult.Failed, "it isn't there, and the manifests don't bring it", $"Add the Namespace to the manifests, or: kubectl create namespace {request.Namespace}");
    }

    private static async Task<IEnumerable<ClusterCheck>> OrNotCheckedAsync(Func<Task<IEnumerable<ClusterCheck>>> part)
    {
        try
        {
            return await part();
        }
        catch (PipelineException error)
        {
            return [new ClusterCheck("what the cluster would tell", ClusterCheckResult.NotChecked, error.Message, error.Code.Cure)];
        }
    }
}
