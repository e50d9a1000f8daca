using k8s;
using k8s.Models;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Diffing;
using Pipeline.Kubernetes.Planning;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class PlanContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"plan-{Guid.NewGuid():n}.json");

    public override Task DisposeAsync()
    {
        File.Delete(_path);
        return base.DisposeAsync();
    }

    private async Task<DeployPlan> SavedAsync(params string[] objects)
    {
        await (await Deployer.PlanAsync(Request(objects))).SaveAsync(_path);
        return await DeployPlan.LoadAsync(_path, Set(objects));
    }

    [Fact]
    public async Task A_plan_changes_nothing_and_tells_everything()
    {
        await DeployAsync(ConfigMap("a", "{x: '1', y: '1'}"), ConfigMap("gone"), ConfigMap("same"));
        var before = await VersionsAsync();

        var plan = await Deployer.PlanAsync(Request(ConfigMap("a", "{x: '2', z: '1'}"), ConfigMap("new"), ConfigMap("same")));

        Assert.Equal(before, await VersionsAsync());
        Assert.Equal([("a", PlannedAction.Change), ("new", PlannedAction.Create), ("same", PlannedAction.Unchanged), ("gone", PlannedAction.Prune)], plan.Objects.Select(x => (x.Reference.Name, x.Action)));
        Assert.Equal(
            [new FieldChange(FieldChangeKind.Changed, "data.x", "\"1\"", "\"2\""), new FieldChange(FieldChangeKind.Removed, "data.y", "\"1\"", null), new FieldChange(FieldChangeKind.Added, "data.z", null, "\"1\"")],
            plan.Objects[0].Changes.OrderBy(x => x.Path));
        Assert.Equal((2, 1), (plan.Number, plan.CurrentNumber));
    }

    [Fact]
    public async Task A_plan_made_twice_has_the_same_hash()
    {
        await DeployAsync(ConfigMap("a"));

        Assert.Equal((await Deployer.PlanAsync(Request(ConfigMap("b")))).Hash, (await Deployer.PlanAsync(Request(ConfigMap("b")))).Hash);
    }

    [Fact]
    public async Task A_saved_plan_is_carried_out_as_it_was_approved()
    {
        const string secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {password: topsecret}}";
        await DeployAsync(ConfigMap("a"));
        var plan = await SavedAsync(ConfigMap("b"), secret);

        var outcome = await Deployer.DeployAsync(plan);

        Assert.Equal(DeployResult.Deployed, outcome.Result);
        Assert.Equal(plan.Hash, outcome.Release.PlanHash);
        Assert.NotNull(await FindAsync("b"));
        Assert.Null(await FindAsync("a"));
        Assert.Equal("topsecret", System.Text.Encoding.UTF8.GetString((await Client.CoreV1.ReadNamespacedSecretAsync("s", Namespace)).Data["password"]));
        Assert.DoesNotContain("topsecret", await File.ReadAllTextAsync(_path));
    }

    [Fact]
    public async Task A_hash_that_was_approved_is_held_against_what_would_be_done_now_and_nothing_else_is_done()
    {
        await DeployAsync(ConfigMap("a"));
        var approved = await Deployer.PlanAsync(Request(ConfigMap("b")));
        var moved = await Deployer.PlanAsync(Request(ConfigMap("c")));

        foreach (var hash in new[] { moved.Hash, approved.Hash[..^1] + (approved.Hash[^1] == '0' ? '1' : '0'), approved.Hash["sha256:".Length..][..11], "sha256:", "" })
            Assert.Equal(2, (await FailAsync(() => Deployer.DeployAsync(Request(ConfigMap("b")) with { ApprovedHash = hash }), DeployErrors.PlanOutdated)).ExitCode);
        Assert.Equal(["1 Deployed"], await StatesAsync());

        var outcome = await Deployer.DeployAsync(Request(ConfigMap("b")) with { ApprovedHash = approved.Hash["sha256:".Length..][..12] });
        Assert.Equal((DeployResult.Deployed, approved.Hash), (outcome.Result, outcome.Release.PlanHash));

        // Run again after its end, it is done already; for another set, it was never approved.
        Assert.Equal(DeployResult.Unchanged, (await Deployer.DeployAsync(Request(ConfigMap("b")) with { ApprovedHash = approved.Hash })).Result);
        await FailAsync(() => Deployer.DeployAsync(Request(ConfigMap("c")) with { ApprovedHash = approved.Hash }), DeployErrors.PlanOutdated);
    }

    [Fact]
    public async Task A_condition_is_asked_under_the_lock_and_ends_a_deployment_before_anything_is_applied()
    {
        await DeployAsync(ConfigMap("a"));

        await Assert.ThrowsAsync<NotSupportedException>(() => Deployer.DeployAsync(Request(ConfigMap("b")), (plan, current, _) => throw new NotSupportedException($"{current?.Number} to {plan.Number}")));

        Assert.Null(await FindAsync("b"));
        Assert.Equal(["1 Deployed"], await StatesAsync());
    }

    [Fact]
    public async Task It_is_refused_when_an_object_was_changed_made_or_deleted()
    {
        await DeployAsync(ConfigMap("a"), ConfigMap("b"), ConfigMap("gone"));
        var plan = await SavedAsync(ConfigMap("a", "{a: '2'}"), ConfigMap("b", "{a: '2'}"), ConfigMap("c"));
        await EditAsync("a", """{"metadata":{"labels":{"x":"y"}}}""");
        await Client.CoreV1.DeleteNamespacedConfigMapAsync("b", Namespace);
        await Client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "c" } }, Namespace);
        await Client.CoreV1.DeleteNamespacedConfigMapAsync("gone", Namespace);

        var error = await FailAsync(() => Deployer.DeployAsync(plan), DeployErrors.PlanOutdated);

        Assert.Contains($"ConfigMap/{Namespace}/a was changed", error.Message);
        Assert.Contains($"ConfigMap/{Namespace}/b was deleted", error.Message);
        Assert.Contains($"ConfigMap/{Namespace}/c was made", error.Message);
        Assert.Contains($"ConfigMap/{Namespace}/gone was deleted", error.Message);
        Assert.Equal(["1 Deployed"], await StatesAsync());
    }

    [Fact]
    public async Task It_is_refused_when_another_release_was_deployed()
    {
        await DeployAsync(ConfigMap("a"));
        var plan = await SavedAsync(ConfigMap("b"));
        await DeployAsync(ConfigMap("a"), ConfigMap("c"));

        var error = await FailAsync(() => Deployer.DeployAsync(plan), DeployErrors.PlanOutdated);

        Assert.Contains("release 2 is deployed, it was release 1", error.Message);
        Assert.Contains($"ConfigMap/{Namespace}/c came to what would be pruned", error.Message);
    }

    [Fact]
    public async Task A_status_that_moves_is_no_reason_to_refuse()
    {
        await using var widgets = (await Widgets.DefineAsync(Client)).Control(Namespace);
        await DeployAsync(widgets.Widget("w", "{size: 1}"));
        var plan = await SavedAsync(widgets.Widget("w", "{size: 2}"));
        await Client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(new V1Patch("""{"status":{"note":"moved"}}""", V1Patch.PatchType.MergePatch), widgets.Group, "v1", Namespace, "widgets", "w");

        Assert.Equal(DeployResult.Deployed, (await Deployer.DeployAsync(plan)).Result);
    }

    [Fact]
    public async Task A_plan_for_another_cluster_is_refused()
    {
        var plan = await Deployer.PlanAsync(Request(ConfigMap("a")));

        var error = await FailAsync(() => Deployer.DeployAsync(plan with { ClusterUid = "another" }), DeployErrors.InvalidPlan);

        Assert.Contains(Deployer.ClusterUid, error.Message);
    }

    [Fact]
    public async Task The_diff_of_a_secret_shows_none_of_its_values()
    {
        const string secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, stringData: {password: topsecret}}";
        await DeployAsync(secret);

        var plan = await Deployer.PlanAsync(Request(secret.Replace("topsecret", "another", StringComparison.Ordinal)));

        Assert.Equal([new FieldChange(FieldChangeKind.Changed, "data.password", "***", "*** (changed)")], plan.Objects[0].Changes);
        Assert.DoesNotContain(PlanText.Lines(plan), x => x.Text.Contains("YW5vdGhlcg==", StringComparison.Ordinal) || x.Text.Contains("another", StringComparison.Ordinal));
    }
}
