using k8s;
using Pipeline.Contracts.Kubernetes;
using Pipeline.Kubernetes.Applying.Crashing;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Tests.Killing;

/// <summary>Kills a deployment as <c>kill -9</c> does, at each crash point that it passes, runs it again, and compares with one that nobody killed.</summary>
public sealed class KillTests : IClassFixture<ClusterUnderTest>, IAsyncLifetime
{
    private readonly ClusterUnderTest _cluster;
    private Widgets _widgets = null!;

    public KillTests(ClusterUnderTest cluster)
    {
        _cluster = cluster;
        Client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.KubeconfigPath));
        Api = new ApiClient(Client, TimeProvider.System);
    }

    private k8s.Kubernetes Client { get; }

    private ApiClient Api { get; }

    public async Task InitializeAsync() => _widgets = await Widgets.DefineAsync(Client);

    public async Task DisposeAsync()
    {
        await _widgets.DisposeAsync();
        Api.Dispose();
    }

    [Theory]
    [InlineData("first", new[] { CrashPoint.NamespaceMade, CrashPoint.LockTaken, CrashPoint.RecordBegun, CrashPoint.ObjectApplied, CrashPoint.RecordDeployed, CrashPoint.LockReleased })]
    [InlineData("next", new[] { CrashPoint.ObjectApplied, CrashPoint.ObjectDeleted, CrashPoint.ObjectPruned, CrashPoint.RecordDeployed, CrashPoint.RecordSettled, CrashPoint.RecordDropped, CrashPoint.LockReleased })]
    [InlineData("failing", new[] { CrashPoint.RecordBegun, CrashPoint.ObjectApplied, CrashPoint.RecordFailed, CrashPoint.ObjectPruned, CrashPoint.RecordDeployed })]
    [InlineData("rollback", new[] { CrashPoint.RecordBegun, CrashPoint.ObjectApplied, CrashPoint.ObjectPruned, CrashPoint.RecordDeployed, CrashPoint.RecordSettled })]
    internal async Task Killed_at_any_point_and_run_again_it_ends_as_if_never_killed(string name, CrashPoint[] covered)
    {
        var scenario = DeployScenario.Find(name);
        var (expected, points) = await NeverKilledAsync(scenario);

        Assert.Subset(points.ToHashSet(), covered.ToHashSet());
        await Parallel.ForAsync(0, points.Count, async (point, _) =>
        {
            var place = await PreparedAsync(scenario);
            await KillHost.RunAsync(_cluster.KubeconfigPath, place, scenario, point + 1);
            await EndLeaseAsync(place);

            await AgainAsync(scenario, place);

            AssertSame(expected, await ClusterPicture.TakeAsync(Api, place), $"{name}, killed after {points[point]}, {point + 1} of {points.Count}");
            await Client.CoreV1.DeleteNamespaceAsync(place.Namespace, cancellationToken: CancellationToken.None);
        });
    }

    private async Task<(IReadOnlyList<string> Picture, IReadOnlyList<CrashPoint> Points)> NeverKilledAsync(DeployScenario scenario)
    {
        var place = await PreparedAsync(scenario);
        var points = await KillHost.RunAsync(_cluster.KubeconfigPath, place, scenario, 0);
        var picture = await ClusterPicture.TakeAsync(Api, place);
        await Client.CoreV1.DeleteNamespaceAsync(place.Namespace);
        return (picture, points);
    }

    private async Task<DeployPlace> PreparedAsync(DeployScenario scenario)
    {
        var place = new DeployPlace($"kill-{Guid.NewGuid().ToString("n")[..10]}", _widgets.Group);
        _widgets.Control(place.Namespace);
        using var deployer = await ConnectAsync();
        foreach (var number in scenario.Before)
            Assert.True((await deployer.DeployAsync(DeployScenario.Release(number, place))).IsSuccess);
        return place;
    }

    private async Task AgainAsync(DeployScenario scenario, DeployPlace place)
    {
        using var deployer = await ConnectAsync();
        await scenario.RunAsync(deployer, place);
    }

    private Task<Deployer> ConnectAsync() => Deployer.ConnectAsync(ClusterConnection.FromKubeconfig(_cluster.KubeconfigPath), DeployScenario.Options);

    /// <summary>What time does by itself: the dead run's lease is over.</summary>
    private async Task EndLeaseAsync(DeployPlace place)
    {
        if ((await Client.CoordinationV1.ListNamespacedLeaseAsync(place.Namespace)).Items.Count > 0)
            await Client.CoordinationV1.DeleteNamespacedLeaseAsync("pipeline.web", place.Namespace);
    }

    private static void AssertSame(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string when) => Assert.True(
        expected.SequenceEqual(actual),
        $"{when}:\nonly without kill:\n{string.Join('\n', expected.Except(actual))}\nonly with kill:\n{string.Join('\n', actual.Except(expected))}");
}
