using k8s;
using k8s.Models;
using Pipeline.Kubernetes.Planning;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class PruneContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    [Fact]
    public async Task What_a_set_no_longer_has_goes_with_what_failed_releases_left()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);
        await DeployAsync(ConfigMap("a"), ConfigMap("b"));
        await Deployer.DeployAsync(Request(ConfigMap("a"), ConfigMap("half"), widgets.Widget("w", "{broken: true}")) with { KeepFailed = true });
        Assert.NotNull(await FindAsync("half"));

        var outcome = await DeployAsync(ConfigMap("a"), ConfigMap("c"));

        Assert.Equal([$"ConfigMap/{Namespace}/b", $"ConfigMap/{Namespace}/half", $"Widget/{Namespace}/w"], outcome.Plan.Objects.Where(x => x.Action == PlannedAction.Prune).Select(x => x.Reference.ToString()).Order());
        Assert.Null(await FindAsync("b"));
        Assert.Null(await FindAsync("half"));
        Assert.NotNull(await FindAsync("c"));
    }

    [Fact]
    public async Task What_is_annotated_to_be_kept_survives_and_is_reported()
    {
        await DeployAsync(ConfigMap("a"), ConfigMap("data", metadata: "annotations: {pipeline/keep: 'true'}"));

        var outcome = await DeployAsync(ConfigMap("a"));

        var kept = Assert.Single(outcome.Plan.Objects, x => x.Action == PlannedAction.Keep);
        Assert.Equal(("data", "annotated pipeline/keep"), (kept.Reference.Name, kept.Note));
        Assert.NotNull(await FindAsync("data"));
    }

    [Fact]
    public async Task A_namesake_that_somebody_else_made_is_not_deleted()
    {
        await DeployAsync(ConfigMap("a"), ConfigMap("b"));
        await Client.CoreV1.DeleteNamespacedConfigMapAsync("b", Namespace);
        await Client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "b" } }, Namespace);

        var outcome = await DeployAsync(ConfigMap("a"));

        Assert.StartsWith("it isn't what this application made", Assert.Single(outcome.Plan.Objects, x => x.Action == PlannedAction.Keep).Note);
        Assert.NotNull(await FindAsync("b"));
    }

    [Fact]
    public async Task What_is_not_pruned_stays_in_the_inventory()
    {
        await DeployAsync(ConfigMap("a"), ConfigMap("b"));

        await Deployer.DeployAsync(Request(ConfigMap("a", "{a: '2'}")) with { Prune = false });
        Assert.NotNull(await FindAsync("b"));
        await DeployAsync(ConfigMap("a", "{a: '3'}"));

        Assert.Null(await FindAsync("b"));
    }

    [Fact]
    public async Task Nothing_is_pruned_before_everything_is_ready()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);
        await DeployAsync(ConfigMap("a"), ConfigMap("b"));

        await Deployer.DeployAsync(Request(ConfigMap("a"), widgets.Widget("w", "{broken: true}")) with { KeepFailed = true });

        Assert.NotNull(await FindAsync("b"));
    }
}
