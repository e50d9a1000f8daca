using k8s;
using Pipeline.Embedded.Kubernetes;
using Pipeline.Errors;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Promoting;
using Pipeline.Releases.Promoting.Crashing;
using Pipeline.Releases.Proving;
using Pipeline.Releases.RollingBack;
using Pipeline.Releases.Tests.Killing;

namespace Pipeline.Releases.Tests.RollingBack;

/// <summary>Going back to an earlier release in a cluster, with what becomes of the schema.</summary>
public sealed class RollbackTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rollback-");
    private EmbeddedCluster _cluster = null!;
    private Deployer _deployer = null!;

    public async Task InitializeAsync()
    {
        _cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions());
        _deployer = await Deployer.ConnectAsync(ClusterConnection.FromKubeconfig(_cluster.KubeconfigPath), PromotionScenario.Options);
    }

    public async Task DisposeAsync()
    {
        _deployer.Dispose();
        await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_schema_stays_where_the_earlier_release_runs_with_it()
    {
        var scenario = await PromotedAsync("kept");

        var plan = await Run(scenario).PlanAsync(1, default);
        var (outcome, found) = await Run(scenario).RunAsync(1, plan.Hash, "ana", default);

        Assert.Equal((SchemaFate.Keep, null), (plan.Schema!.Fate, plan.DownTo));
        Assert.Contains("The schema stays.", RollbackPage.Markdown(plan), StringComparison.Ordinal);
        Assert.True(outcome.IsSuccess);
        Assert.Equal(EvidenceResult.Passed, found!.Result);
        Assert.Equal([1, 2, 3], scenario.Database.Applied);
        await AssertDeployedAsync(scenario, 1);
        Assert.Equal("passed", EvidenceJson.FromJson((await _deployer.HistoryAsync("web", scenario.Namespace)).Single(x => x.Number == 1).Evidence, "test").Find(Evidence.SmokeTest)!.Result.ToString(), ignoreCase: true);
    }

    [Fact]
    public async Task The_schema_goes_down_where_the_earlier_release_needs_that()
    {
        var scenario = await PromotedAsync("down", isStrict: true);

        var plan = await Run(scenario).PlanAsync(null, default);
        await Run(scenario).RunAsync(null, null, "ana", default);

        Assert.Equal((SchemaFate.TakeDown, (long?)1), (plan.Schema!.Fate, plan.DownTo));
        Assert.Contains("goes down to 1 first", RollbackPage.Schema(plan), StringComparison.Ordinal);
        Assert.Equal([1], scenario.Database.Applied);
        await AssertDeployedAsync(scenario, 1);
    }

    [Fact]
    public async Task Nothing_is_changed_where_a_person_must_decide()
    {
        var scenario = await PromotedAsync("person", isStrict: true);
        scenario.Database.IsOneWay = true;

        var refused = await Assert.ThrowsAsync<PipelineException>(() => Run(scenario).RunAsync(1, null, "ana", default));

        Assert.Equal(ReleaseErrors.PersonNeeded, refused.Code);
        Assert.Contains("Migration 3 can't be taken back.", refused.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], scenario.Database.Applied);
        await AssertDeployedAsync(scenario, 2);
    }

    [Fact]
    public async Task Another_plan_than_the_approved_one_is_refused()
    {
        var scenario = await PromotedAsync("moved");
        var plan = await Run(scenario).PlanAsync(1, default);
        scenario.Database.MakeStrict();

        var refused = await Assert.ThrowsAsync<PipelineException>(() => Run(scenario).RunAsync(1, plan.Hash, "ana", default));

        Assert.Equal((ReleaseErrors.PlanMoved, 2), (refused.Code, refused.ExitCode));
        Assert.Contains("PlanRollback", refused.Message, StringComparison.Ordinal);
        await AssertDeployedAsync(scenario, 2);
    }

    [Fact]
    public async Task One_that_failed_in_between_goes_on_by_the_plan_that_was_approved()
    {
        var scenario = await PromotedAsync("again", isStrict: true);
        var plan = await Run(scenario).PlanAsync(1, default);
        scenario.Database.DownFailure = "the server went away";
        var failed = await Assert.ThrowsAsync<PipelineException>(() => Run(scenario).RunAsync(1, plan.Hash, "ana", default));
        scenario.Database.DownFailure = null;
        await scenario.Database.TakeDownAsync(1, default);

        await Run(scenario).RunAsync(1, plan.Hash, "ana", default);

        Assert.Equal(ReleaseErrors.PromotionFailed, failed.Code);
        await AssertDeployedAsync(scenario, 1);
        var refused = await Assert.ThrowsAsync<PipelineException>(() => Run(scenario).RunAsync(1, plan.Hash, "ana", default));
        Assert.Equal(ReleaseErrors.PlanMoved, refused.Code);
    }

    [Fact]
    public async Task A_promotion_that_was_interrupted_is_ended_by_going_back()
    {
        var scenario = await PromotedAsync("open");
        var journal = Journal(scenario);
        var state = (await journal.ReadAsync(default))!;
        await journal.WriteAsync(state with { Stage = PromotionStage.Deployed }, default);

        await Run(scenario).RunAsync(1, null, "ana", default);

        Assert.True(await Journal(scenario).ReadAsync(default) is { Stage: PromotionStage.RolledBack, Failure: "ana went back to release 1" });
    }

    [Fact]
    public async Task An_earlier_release_that_does_not_work_either_is_a_persons()
    {
        var scenario = await PromotedAsync("broken");
        var broken = Samples.Passed(Evidence.SmokeTest) with { Result = EvidenceResult.Failed, Reason = "500 from /readyz" };
        var rollback = new RollbackRun(Parts(scenario) with { SmokeTest = _ => Task.FromResult(broken) }, Journal(scenario), "production", TimeProvider.System);

        var outcome = await rollback.RunAsync(1, null, "ana", default);

        Assert.True(outcome is { IsSuccess: false, Deployment.IsSuccess: true });
        var error = Assert.Throws<PipelineException>(outcome.Require);
        Assert.Equal("PIPE9711", error.Code.Id);
        Assert.Contains("release 1 is back and ready, but doesn't work: 500 from /readyz", error.Message, StringComparison.Ordinal);
        await AssertDeployedAsync(scenario, 1);
    }

    [Fact]
    public async Task Without_a_database_none_is_spoken_of()
    {
        var scenario = await PromotedAsync("none");
        var rollback = new RollbackRun(Parts(scenario) with { Database = null, SmokeTest = null }, Journal(scenario), "production", TimeProvider.System);

        var plan = await rollback.PlanAsync(1, default);
        var (outcome, found) = await rollback.RunAsync(1, null, "ana", default);

        Assert.Null(plan.Schema);
        Assert.Contains("none is touched", RollbackPage.Schema(plan), StringComparison.Ordinal);
        Assert.Null(found);
        Assert.Equal(DeployResult.Deployed, outcome.Result);
    }

    private async Task<PromotionScenario> PromotedAsync(string place, bool isStrict = false)
    {
        var scenario = new PromotionScenario("well", $"back-{place}", new FileDatabase(Path.Combine(_folder.FullName, place)));
        await scenario.PrepareAsync(_deployer);
        scenario = scenario with { ApprovedHash = (await scenario.PlanAsync(_deployer, default)).Hash };
        Assert.True((await scenario.RunAsync(_deployer, NoCrash.Instance, default)).IsSuccess);
        if (isStrict)
            scenario.Database.MakeStrict();
        return scenario;
    }

    private RollbackRun Run(PromotionScenario scenario) => new(Parts(scenario), Journal(scenario), "production", TimeProvider.System);

    private ClusterJournal Journal(PromotionScenario scenario) => new(_deployer, "web", scenario.Namespace);

    private PromotionParts Parts(PromotionScenario scenario) => new()
    {
        Deployer = _deployer,
        Application = "web",
        Namespace = scenario.Namespace,
        Request = _ => throw new InvalidOperationException("Going back takes what was recorded."),
        Database = scenario.Database,
        SmokeTest = _ => Task.FromResult(Samples.Passed(Evidence.SmokeTest)),
    };

    private async Task AssertDeployedAsync(PromotionScenario scenario, int number)
    {
        Assert.Equal(number, (await _deployer.HistoryAsync("web", scenario.Namespace)).Single(x => x.State == ReleaseState.Deployed).Number);
        using var client = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(_cluster.KubeconfigPath));
        Assert.Equal($"{number}", (await client.CoreV1.ReadNamespacedConfigMapAsync("settings", scenario.Namespace)).Data["release"]);
    }
}
