using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using k8s;
using Pipeline.Embedded.Kubernetes;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Promoting.Crashing;

namespace Pipeline.Releases.Tests.Killing;

/// <summary>Kills a promotion as <c>kill -9</c> does, at each crash point that it passes, and runs it again: it ends either promoted or rolled back, and the lock is free.</summary>
public sealed class KillTests : IAsyncLifetime
{
    // The exit code of a process that kill -9 ended.
    private const int Killed = 137;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("promotion-");
    private EmbeddedCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions());

    public async Task DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("well", PromotionStage.Promoted, 2, new long[] { 1, 2, 3 })]
    [InlineData("smoke", PromotionStage.RolledBack, 1, new long[] { 1, 2, 3 })]
    [InlineData("strict", PromotionStage.RolledBack, 1, new long[] { 1 })]
    public async Task Killed_at_any_point_and_run_again_a_promotion_ends_promoted_or_rolled_back(string name, PromotionStage end, int deployed, long[] schema)
    {
        var points = await PointsAsync(name);
        Assert.True(points.Count >= 9, $"only {string.Join(", ", points)}");
        await Parallel.ForAsync(0, points.Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (point, cancellationToken) =>
        {
            var scenario = await PreparedAsync(name, $"{name}-{point}");
            Assert.Equal(points.Take(point + 1), await RunHostAsync(scenario, point + 1));
            await EndLeasesAsync(scenario.Namespace);

            using var deployer = await ConnectAsync();
            var outcome = await scenario.RunAsync(deployer, NoCrash.Instance, cancellationToken);

            var when = $"{name}, killed after {points[point]}";
            Assert.True(outcome.State.Stage == end, $"{when}: {outcome.State.Stage} {outcome.State.Failure}");
            var releases = await deployer.HistoryAsync(PromotionScenario.Application, scenario.Namespace, cancellationToken);
            Assert.True(releases.Single(x => x.State == ReleaseState.Deployed).Number == deployed, when);
            Assert.True(scenario.Database.Applied.SequenceEqual(schema), $"{when}: {string.Join(',', scenario.Database.Applied)}");
            Assert.Equal(deployed.ToString(CultureInfo.InvariantCulture), (await Client.CoreV1.ReadNamespacedConfigMapAsync("settings", scenario.Namespace, cancellationToken: cancellationToken)).Data["release"]);
            Assert.All((await Client.CoordinationV1.ListNamespacedLeaseAsync(scenario.Namespace, cancellationToken: cancellationToken)).Items, x => Assert.True(string.IsNullOrEmpty(x.Spec.HolderIdentity), $"{when}: {x.Metadata.Name} is held"));
        });
    }

    private Kubernetes.Connecting.ClusterConnection Connection => ClusterConnection.FromKubeconfig(_cluster.KubeconfigPath);

    private k8s.Kubernetes Client => new(KubernetesClientConfiguration.BuildConfigFromConfigFile(_cluster.KubeconfigPath));

    private Task<Deployer> ConnectAsync() => Deployer.ConnectAsync(Connection, PromotionScenario.Options);

    private async Task<IReadOnlyList<PromotionCrashPoint>> PointsAsync(string name) => await RunHostAsync(await PreparedAsync(name, $"{name}-whole"), 0);

    private async Task<PromotionScenario> PreparedAsync(string name, string place)
    {
        var scenario = new PromotionScenario(name, $"promote-{place}", new FileDatabase(Path.Combine(_folder.FullName, place)));
        using var deployer = await ConnectAsync();
        await scenario.PrepareAsync(deployer);
        return scenario with { ApprovedHash = (await scenario.PlanAsync(deployer, default)).Hash };
    }

    private async Task<IReadOnlyList<PromotionCrashPoint>> RunHostAsync(PromotionScenario scenario, int killAfter)
    {
        var host = typeof(KillTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == "KillHost").Value!;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", host, _cluster.KubeconfigPath, scenario.Namespace, Path.Combine(_folder.FullName, scenario.Namespace["promote-".Length..]), scenario.Name, killAfter.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);
        start.Environment["APPROVED_HASH"] = scenario.ApprovedHash;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == (killAfter > 0 ? Killed : 0), $"exit code {process.ExitCode}: {errors}");
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Enum.Parse<PromotionCrashPoint>)];
    }

    /// <summary>What time does by itself: the dead run's leases are over.</summary>
    private async Task EndLeasesAsync(string place)
    {
        foreach (var lease in (await Client.CoordinationV1.ListNamespacedLeaseAsync(place)).Items)
            await Client.CoordinationV1.DeleteNamespacedLeaseAsync(lease.Metadata.Name, place);
    }
}
