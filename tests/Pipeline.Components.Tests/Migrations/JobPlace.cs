using Pipeline.Components.Deploying;
using Pipeline.Components.Migrations;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Rendering;

namespace Pipeline.Components.Tests.Migrations;

/// <summary>This repository's migrations Job in a cluster: known to a test and to the process that it kills.</summary>
/// <param name="Kubeconfig">The cluster.</param>
/// <param name="Repository">The repository's root.</param>
/// <param name="Uri">The database's server.</param>
/// <param name="Name">The database.</param>
internal sealed record JobPlace(string Kubeconfig, string Repository, string Uri, string Name)
{
    public const string Namespace = "rehearsal-staging";

    /// <summary>The image's name in the cluster.</summary>
    public string Image { get; init; } = "agentkit-ops";

    /// <summary>What a test changes in the manifests.</summary>
    public Func<RenderedManifests, RenderedManifests> Change { get; init; } = x => x;

    public PipelineDatabase Database(string planFile) => new(Command, planFile);

    public PipelineJob Command => new()
    {
        Connection = ClusterConnection.FromKubeconfig(Kubeconfig),
        Namespace = Namespace,
        Assembly = "/app/migrations/Sample.Migrations.dll",
        Database = Name,
        By = "the test",
        Manifests = async cancellationToken => Change(await MigrationManifests.RenderAsync(
            Path.Combine(Repository, "k8s", "components", "migrations"),
            Path.Combine(Repository, "k8s", "overlays", "rehearsal", "staging"),
            [new ImageOverride("agentkit-ops") { NewName = Image, Digest = $"sha256:{new string('0', 64)}" }],
            new RehearsalFacts(Uri, Name, ""),
            cancellationToken)),
    };
}
