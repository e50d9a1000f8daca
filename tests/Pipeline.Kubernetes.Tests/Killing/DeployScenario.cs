using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Rendering;
using Pipeline.Kubernetes.RollingBack;

namespace Pipeline.Kubernetes.Tests.Killing;

/// <summary>A request that is killed at each of its crash points, and the releases before it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Before">Releases that are deployed before, unharmed.</param>
/// <param name="Killed">The release that is killed; null for a rollback to the first.</param>
internal sealed record DeployScenario(string Name, IReadOnlyList<int> Before, int? Killed)
{
    public static IReadOnlyList<DeployScenario> All { get; } =
    [
        new("first", [], 1),
        new("next", [1, 2], 3),
        new("failing", [1], 4),
        new("rollback", [1, 3], null),
    ];

    /// <summary>A lease that a busy machine can't lose (a test lets a dead run's end by hand), and so short a history that records are dropped.</summary>
    public static DeployerOptions Options { get; } = new() { StartedBy = "killed", Host = "here", LeaseDuration = TimeSpan.FromMinutes(10), HistoryLimit = 2 };

    public static DeployScenario Find(string name) => All.Single(x => x.Name == name);

    public static DeployRequest Release(int number, DeployPlace place) => new()
    {
        Application = "web",
        Namespace = place.Namespace,
        Manifests = new RenderedManifests(ManifestReader.Read(Set(number, place), "set.yaml")),
        Timeout = TimeSpan.FromMinutes(1),
    };

    public Task RunAsync(Deployer deployer, DeployPlace place) => Killed is { } number
        ? deployer.DeployAsync(Release(number, place))
        : deployer.RollbackAsync(new RollbackRequest { Application = "web", Namespace = place.Namespace, To = 1, Timeout = TimeSpan.FromMinutes(1) });

    // Objects that come, change, go, are kept, and are made anew, and one that decides how the release ends.
    private static string Set(int number, DeployPlace place) => string.Join("\n---\n", new[]
    {
        $"{{apiVersion: v1, kind: Namespace, metadata: {{name: {place.Namespace}}}}}",
        $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: settings}}, data: {{release: '{number}'}}}}",
        $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: only-{number}}}, data: {{a: b}}}}",
        $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: kept-{number}, annotations: {{pipeline/keep: 'true'}}}}}}",
        $"{{apiVersion: v1, kind: ConfigMap, metadata: {{name: fixed, annotations: {{pipeline/replace: 'true'}}}}, immutable: true, data: {{release: '{number}'}}}}",
        $"{{apiVersion: v1, kind: Secret, metadata: {{name: creds}}, stringData: {{password: secret-{number}}}}}",
        "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {ports: [{port: 80}]}}",
        $"{{apiVersion: {place.Group}/v1, kind: Widget, metadata: {{name: w}}, spec: {{size: {number}, broken: {(number == 4 ? "true" : "false")}}}}}",
    });
}
