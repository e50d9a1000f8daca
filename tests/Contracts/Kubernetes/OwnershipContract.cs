using k8s;
using k8s.Models;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class OwnershipContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    private const string Deployment = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'registry.local/web:1'}]}}}}";
    private const string Autoscaler = "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web}, spec: {minReplicas: 2, maxReplicas: 9, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 80}}}]}}";

    [Fact]
    public async Task Fields_that_others_own_are_reported_all_at_once_and_nothing_is_applied()
    {
        await DeployAsync(ConfigMap("a", "{x: '1', y: '1'}"), ConfigMap("b"));
        await EditAsync("a", """{"data":{"x":"9","y":"9"}}""", "kubectl-edit");

        var plan = await Deployer.PlanAsync(Request(ConfigMap("a", "{x: '2', y: '2'}"), ConfigMap("b", "{a: '2'}")));
        var error = await FailAsync(() => DeployAsync(ConfigMap("a", "{x: '2', y: '2'}"), ConfigMap("b", "{a: '2'}")), DeployErrors.Conflicts);

        Assert.Equal([".data.x", ".data.y"], plan.Conflicts.Select(x => x.Field).Order());
        Assert.All(plan.Conflicts, x => Assert.Equal("kubectl-edit", x.Manager));
        Assert.Contains($"ConfigMap/{Namespace}/a .data.x belongs to kubectl-edit", error.Message);
        Assert.Equal("1", (await FindAsync("b"))!.Data["a"]);
        Assert.Equal(["1 Deployed"], await StatesAsync());
    }

    [Fact]
    public async Task They_are_taken_when_that_is_asked_for()
    {
        await DeployAsync(ConfigMap("a", "{x: '1'}"));
        await EditAsync("a", """{"data":{"x":"9"}}""");

        var outcome = await Deployer.DeployAsync(Request(ConfigMap("a", "{x: '2'}")) with { ForceConflicts = true });

        Assert.Equal(DeployResult.Deployed, outcome.Result);
        Assert.Equal("2", (await FindAsync("a"))!.Data["x"]);
    }

    [Fact]
    public async Task What_others_add_is_neither_drift_nor_taken_away()
    {
        await DeployAsync(ConfigMap("a"));
        await EditAsync("a", """{"data":{"theirs":"yes"},"metadata":{"labels":{"team":"x"}}}""");

        var unchanged = await DeployAsync(ConfigMap("a"));
        await DeployAsync(ConfigMap("a", "{a: '2'}"));

        Assert.Equal(DeployResult.Unchanged, unchanged.Result);
        Assert.Equal("yes", (await FindAsync("a"))!.Data["theirs"]);
        Assert.Equal("x", (await FindAsync("a"))!.Metadata.Labels["team"]);
    }

    [Fact]
    public async Task What_somebody_deleted_is_drift_and_comes_back_under_the_same_number()
    {
        await DeployAsync(ConfigMap("a"), ConfigMap("b"));
        await Client.CoreV1.DeleteNamespacedConfigMapAsync("a", Namespace);

        var outcome = await DeployAsync(ConfigMap("a"), ConfigMap("b"));

        Assert.Equal(DeployResult.Deployed, outcome.Result);
        Assert.NotNull(await FindAsync("a"));
        Assert.Equal(["1 Deployed"], await StatesAsync());
    }

    [Fact]
    public async Task An_object_that_is_there_already_is_adopted_with_its_equal_values()
    {
        await Client.CoreV1.CreateNamespacedConfigMapAsync(new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "a" }, Data = new Dictionary<string, string> { ["a"] = "1" } }, Namespace, fieldManager: "somebody");

        await DeployAsync(ConfigMap("a"));
        await DeployAsync(ConfigMap("b"));

        Assert.Null(await FindAsync("a"));
    }

    [Fact]
    public async Task Replicas_that_an_autoscaler_drives_are_its_own()
    {
        var request = Request(Deployment, Autoscaler) with { Timeout = TimeSpan.FromSeconds(1), KeepFailed = true };
        await Deployer.DeployAsync(request);
        await Client.AppsV1.PatchNamespacedDeploymentScaleAsync(new V1Patch("""{"spec":{"replicas":5}}""", V1Patch.PatchType.MergePatch), "web", Namespace, fieldManager: "kube-controller-manager");

        var plan = await Deployer.PlanAsync(request with { Manifests = Set(Deployment.Replace("web:1", "web:2", StringComparison.Ordinal), Autoscaler) });
        await Deployer.DeployAsync(request with { Manifests = Set(Deployment.Replace("web:1", "web:2", StringComparison.Ordinal), Autoscaler) });
        var live = await Client.AppsV1.ReadNamespacedDeploymentAsync("web", Namespace);

        Assert.Equal(["spec.template.spec.containers[name=web].image"], plan.Objects[0].Changes.Select(x => x.Path));
        Assert.Empty(plan.Conflicts);
        Assert.Equal((5, "registry.local/web:2"), (live.Spec.Replicas, live.Spec.Template.Spec.Containers[0].Image));
    }

    [Fact]
    public async Task An_autoscaler_that_comes_later_finds_the_replicas_as_they_are()
    {
        var request = Request(Deployment) with { Timeout = TimeSpan.FromSeconds(1), KeepFailed = true };
        await Deployer.DeployAsync(request);

        await Deployer.DeployAsync(request with { Manifests = Set(Deployment.Replace("replicas: 2", "replicas: 7", StringComparison.Ordinal), Autoscaler) });

        Assert.Equal(2, (await Client.AppsV1.ReadNamespacedDeploymentAsync("web", Namespace)).Spec.Replicas);
    }

    [Fact]
    public async Task An_object_of_another_application_is_not_taken()
    {
        await DeployAsync(ConfigMap("shared"));
        var other = Request(ConfigMap("shared", "{a: '2'}")) with { Application = "other" };

        var error = await FailAsync(() => Deployer.DeployAsync(other), DeployErrors.OwnedByAnother);
        await Deployer.DeployAsync(other with { ForceConflicts = true });
        var outcome = await DeployAsync(ConfigMap("own"));

        Assert.Contains($"it belongs to the application {Namespace}/web", error.Message);
        Assert.Equal("2", (await FindAsync("shared"))!.Data["a"]);
        Assert.Contains(outcome.Plan.Objects, x => x.Note == $"it belongs to the application {Namespace}/other now");
    }
}
