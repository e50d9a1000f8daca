using k8s;
using k8s.Models;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Waiting;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class WaitContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    [Fact]
    public async Task A_release_is_deployed_once_everything_is_ready()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);

        var outcome = await DeployAsync(ConfigMap("a"), widgets.Widget("w", "{size: 1}"), widgets.Widget("v", "{size: 2}"));

        Assert.Equal(DeployResult.Deployed, outcome.Result);
        Assert.All(outcome.Objects, x => Assert.Equal(ReadinessStatus.Current, x.Readiness.Status));
        Assert.Equal(2, outcome.Objects.Count);
    }

    [Fact]
    public async Task It_fails_as_soon_as_one_object_cannot_become_ready()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);

        var outcome = await Deployer.DeployAsync(Request(widgets.Widget("w", "{broken: true}"), widgets.Widget("v", "{slow: true}")) with { Timeout = TimeSpan.FromMinutes(10) });

        Assert.Equal((DeployResult.Failed, DeployErrors.RolloutFailed), (outcome.Result, outcome.Failure!.Code));
        Assert.Contains($"Widget/{Namespace}/w: Broken: it can't be made", outcome.Failure.Message);
        Assert.True(outcome.Duration < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task It_fails_when_the_time_is_over_and_says_what_is_still_missing()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);

        var outcome = await Deployer.DeployAsync(Request(widgets.Widget("w", "{slow: true}"), ConfigMap("a")) with { Timeout = TimeSpan.FromSeconds(2) });

        Assert.Equal((DeployResult.Failed, DeployErrors.NotReady), (outcome.Result, outcome.Failure!.Code));
        Assert.Equal($"not ready after 2 s: Widget/{Namespace}/w: Made: it takes its time", outcome.Failure.Message);
        Assert.Equal(["1 Failed"], await StatesAsync());
    }

    [Fact]
    public async Task A_set_that_is_deployed_and_no_longer_ready_is_reported_and_left_alone()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);
        await DeployAsync(widgets.Widget("w", "{size: 1}"));
        await Client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
            new V1Patch("""{"status":{"conditions":[{"type":"Ready","status":"False","message":"lost it"}]}}""", V1Patch.PatchType.MergePatch), widgets.Group, "v1", Namespace, "widgets", "w");

        var outcome = await Deployer.DeployAsync(Request(widgets.Widget("w", "{size: 1}")) with { Timeout = TimeSpan.FromSeconds(2) });

        Assert.Equal(DeployResult.Failed, outcome.Result);
        Assert.Contains("lost it", outcome.Failure!.Message);
        Assert.Equal(["1 Deployed"], await StatesAsync());
    }

    [Fact]
    public async Task Readiness_is_told_as_it_changes()
    {
        await using var widgets = await Widgets.DefineAsync(Client);
        var told = new List<string>();
        var progress = new Told<DeployProgress>(x =>
        {
            if (x.Kind != DeployProgressKind.Readiness)
                return;
            lock (told)
                told.Add($"{x.Readiness!.Status}");
            widgets.Control(Namespace);
        });

        await Deployer.DeployAsync(Request(widgets.Widget("w", "{size: 1}"), widgets.Widget("v", "{slow: true}")) with { Timeout = TimeSpan.FromSeconds(2) }, progress);

        Assert.Contains("InProgress", told);
    }
}
