using k8s;
using k8s.Models;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.RollingBack;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class RollbackContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    private RollbackRequest Back(int? to = null) => new() { Application = "web", Namespace = Namespace, To = to, Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task A_failed_release_is_taken_back_and_both_ends_are_told()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);
        await DeployAsync(ConfigMap("a"), widgets.Widget("w", "{size: 1}"));

        var outcome = await DeployAsync(ConfigMap("a", "{a: '2'}"), ConfigMap("b"), widgets.Widget("w", "{size: 1, broken: true}"));

        Assert.Equal(DeployResult.RolledBack, outcome.Result);
        Assert.Contains("it can't be made", outcome.Failure!.Message);
        Assert.Equal((DeployResult.Deployed, 1), (outcome.Rollback!.Result, outcome.Rollback.Release.Number));
        Assert.Equal("1", (await FindAsync("a"))!.Data["a"]);
        Assert.Null(await FindAsync("b"));
        Assert.Null((await widgets.FindAsync(Namespace, "w"))!["spec"]!["broken"]);
        Assert.Equal(["2 Failed", "1 Deployed"], await StatesAsync());
    }

    [Fact]
    public async Task It_stays_when_that_is_asked_for()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);
        await DeployAsync(ConfigMap("a"), widgets.Widget("w", "{size: 1}"));

        var outcome = await Deployer.DeployAsync(Request(ConfigMap("a", "{a: '2'}"), widgets.Widget("w", "{broken: true}")) with { KeepFailed = true });

        Assert.Equal(DeployResult.Failed, outcome.Result);
        Assert.Null(outcome.Rollback);
        Assert.Equal("2", (await FindAsync("a"))!.Data["a"]);
        Assert.Equal(["2 Failed", "1 Deployed"], await StatesAsync());

        var back = await Deployer.RollbackAsync(Back());

        Assert.Equal((DeployResult.Deployed, 1), (back.Result, back.Release.Number));
        Assert.Equal("1", (await FindAsync("a"))!.Data["a"]);
    }

    [Fact]
    public async Task The_first_release_has_nothing_to_go_back_to()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);

        var outcome = await DeployAsync(widgets.Widget("w", "{broken: true}"));

        Assert.Equal(DeployResult.Failed, outcome.Result);
        Assert.Null(outcome.Rollback);
        Assert.Contains("Release 1 is the first of web: there is nothing to go back to, and it stays as it is.", outcome.Warnings);
    }

    [Fact]
    public async Task A_rollback_that_fails_too_is_told()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);
        await DeployAsync(widgets.Widget("w", "{size: 1}"));
        await DeployAsync(widgets.Widget("w", "{size: 2}"), ConfigMap("a"));
        await EditDefinitionAsync(widgets);

        var outcome = await DeployAsync(widgets.Widget("w", "{broken: true}"), ConfigMap("a"));

        Assert.Equal(DeployResult.RollbackFailed, outcome.Result);
        Assert.NotNull(outcome.Failure);
        Assert.Equal(DeployErrors.Refused, outcome.Rollback!.Failure!.Code);
    }

    [Fact]
    public async Task One_goes_back_to_any_release_that_was_deployed()
    {
        await DeployAsync(ConfigMap("a"), ConfigMap("first"));
        await DeployAsync(ConfigMap("a", "{a: '2'}"), ConfigMap("second"));
        await DeployAsync(ConfigMap("a", "{a: '3'}"), ConfigMap("third"));

        var plan = await Deployer.PlanRollbackAsync(Back(1));
        var outcome = await Deployer.RollbackAsync(Back(1));

        Assert.True(plan.IsRollback);
        Assert.Equal([("a", PlannedAction.Change), ("first", PlannedAction.Create), ("third", PlannedAction.Prune)], plan.Objects.Select(x => (x.Reference.Name, x.Action)));
        Assert.Equal((DeployResult.Deployed, 1), (outcome.Result, outcome.Release.Number));
        Assert.Equal(["3 RolledBack", "2 Superseded", "1 Deployed"], await StatesAsync());
        Assert.Equal("1", (await FindAsync("a"))!.Data["a"]);
        Assert.Null(await FindAsync("third"));

        await DeployAsync(ConfigMap("a", "{a: '4'}"));

        Assert.Equal(["4 Deployed", "3 RolledBack", "2 Superseded", "1 Superseded"], await StatesAsync());
    }

    [Fact]
    public async Task A_saved_rollback_is_carried_out_as_it_was_approved()
    {
        await DeployAsync(ConfigMap("a"));
        await DeployAsync(ConfigMap("a", "{a: '2'}"));
        var path = Path.Combine(Path.GetTempPath(), $"plan-{Guid.NewGuid():n}.json");
        await (await Deployer.PlanRollbackAsync(Back(1))).SaveAsync(path);

        var outcome = await Deployer.DeployAsync(await DeployPlan.LoadAsync(path));
        File.Delete(path);

        Assert.Equal((DeployResult.Deployed, 1), (outcome.Result, outcome.Release.Number));
        Assert.Equal("1", (await FindAsync("a"))!.Data["a"]);
        Assert.Equal(["2 RolledBack", "1 Deployed"], await StatesAsync());
    }

    [Fact]
    public async Task A_release_that_never_was_cannot_be_gone_back_to()
    {
        await DeployAsync(ConfigMap("a"));

        var error = await FailAsync(() => Deployer.RollbackAsync(Back(7)), DeployErrors.NoSuchRelease);

        Assert.Equal("web has no release 7 that was ready. It can go back to 1.", error.Message);
    }

    [Fact]
    public async Task A_rollback_runs_no_job_again()
    {
        const string job = "{apiVersion: batch/v1, kind: Job, metadata: {name: migrate-1}, spec: {suspend: true, template: {spec: {restartPolicy: Never, containers: [{name: m, image: 'registry.local/m:1'}]}}}}";
        await DeployAsync(ConfigMap("a"), job);
        await DeployAsync(ConfigMap("a", "{a: '2'}"));

        var plan = await Deployer.PlanRollbackAsync(Back());

        Assert.Equal([("a", PlannedAction.Change), ("migrate-1", PlannedAction.Keep)], plan.Objects.Select(x => (x.Reference.Name, x.Action)));
        Assert.Equal("a rollback runs no Job again", plan.Objects[1].Note);
    }

    // From then on a widget must have no size: the earlier release is no longer accepted.
    private Task<V1CustomResourceDefinition> EditDefinitionAsync(Widgets widgets) => Client.ApiextensionsV1.PatchCustomResourceDefinitionAsync(
        new V1Patch("""[{"op":"remove","path":"/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/size"}]""", V1Patch.PatchType.JsonPatch), $"widgets.{widgets.Group}");
}
