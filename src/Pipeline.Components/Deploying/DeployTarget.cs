using Pipeline.Components.Environments;
using Pipeline.Components.Rehearsal;
using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Components.Deploying;

/// <summary>Where an environment's deployments go.</summary>
/// <param name="Connection">The cluster.</param>
/// <param name="Namespace">The namespace.</param>
internal sealed record DeployTarget(ClusterConnection Connection, string Namespace)
{
    /// <summary>The cluster that the environment names, and no other.</summary>
    public static DeployTarget Of(ClusterSettings cluster, string rootDirectory) => new(
        (cluster.InCluster ? ClusterConnection.InCluster() : ClusterConnection.FromKubeconfig(Kubeconfig(cluster, rootDirectory), cluster.Context)) with { ExpectedUid = cluster.Uid },
        cluster.Namespace);

    /// <summary>The rehearsal's, which runs from now on.</summary>
    public static async Task<DeployTarget> OfRehearsalAsync(RehearsalDirectory directory, IReadOnlyList<string> images, RenderedManifests manifests, CancellationToken cancellationToken)
    {
        await RehearsalServers.EnsureAsync(directory.Cluster(images), cancellationToken);
        return new DeployTarget(ClusterConnection.FromKubeconfig(directory.Kubeconfig), NamespaceOf(manifests));
    }

    private static string NamespaceOf(RenderedManifests manifests) =>
        manifests.Objects.Where(x => x.Kind == "Namespace").Select(x => x.Name).ToList() is [var only]
            ? only
            : throw new PipelineException(ComponentErrors.NoNamespace, "The rehearsal's overlay must bring exactly one Namespace: the releases are recorded in it. Add it to the base.") { ExitCode = 2 };

    private static string Kubeconfig(ClusterSettings cluster, string rootDirectory)
    {
        var home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);
        return cluster.Kubeconfig switch
        {
            null => Path.Combine(home, ".kube", "config"),
            ['~', '/', .. var rest] => Path.Combine(home, rest),
            var path => Path.GetFullPath(path, rootDirectory),
        };
    }
}
