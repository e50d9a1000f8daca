using k8s;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class ApplyContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    private const string Service = "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}]}}";
    private const string Secret = "{apiVersion: v1, kind: Secret, metadata: {name: creds}, stringData: {password: topsecret, user: ada}}";
    private const string Policy = "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny}, spec: {podSelector: {}, policyTypes: [Ingress]}}";

    [Fact]
    public async Task A_first_deployment_makes_the_objects_and_a_record()
    {
        var outcome = await Deployer.DeployAsync(Request(ConfigMap("settings"), Service, Secret) with { Evidence = Json("""{"tests":12}""") });

        Assert.Equal(DeployResult.Deployed, outcome.Result);
        Assert.Equal("1", (await FindAsync("settings"))!.Data["a"]);
        Assert.Equal("topsecret", System.Text.Encoding.UTF8.GetString((await Client.CoreV1.ReadNamespacedSecretAsync("creds", Namespace)).Data["password"]));
        var release = Assert.Single(await Deployer.HistoryAsync("web", Namespace));
        Assert.Equal((1, ReleaseState.Deployed, "ada", outcome.Plan.Hash), (release.Number, release.State, release.StartedBy, release.PlanHash));
        Assert.Equal("""{"tests":12}""", release.Evidence!.ToJsonString());
        Assert.Equal(["ConfigMap", "Secret", "Service"], release.Objects.Select(x => x.Kind).Order());
    }

    [Fact]
    public async Task A_second_deployment_of_the_same_set_moves_no_resource_version()
    {
        string[] set = [ConfigMap("settings"), Service, Secret, Policy];
        await DeployAsync(set);
        var before = await VersionsAsync();

        var outcome = await DeployAsync(set);

        Assert.Equal(DeployResult.Unchanged, outcome.Result);
        Assert.Equal(before, await VersionsAsync());
        Assert.Equal(["1 Deployed"], await StatesAsync());
    }

    [Fact]
    public async Task Another_set_changes_what_differs_and_nothing_else()
    {
        await DeployAsync(ConfigMap("settings", "{a: '1', b: x}"), Secret, Service);
        var before = await VersionsAsync();

        var outcome = await DeployAsync(ConfigMap("settings", "{a: '2', c: y}"), Secret.Replace("user: ada", "user: bob", StringComparison.Ordinal), Service);

        Assert.Equal(DeployResult.Deployed, outcome.Result);
        Assert.Equal(["a=2", "c=y"], (await FindAsync("settings"))!.Data.Select(x => $"{x.Key}={x.Value}").Order());
        Assert.Equal(before["Service/web"], (await VersionsAsync())["Service/web"]);
        Assert.Equal(["2 Deployed", "1 Superseded"], await StatesAsync());
        Assert.Equal([PlannedAction.Change, PlannedAction.Change, PlannedAction.Unchanged], outcome.Plan.Objects.Select(x => x.Action));
    }

    [Fact]
    public async Task A_value_that_leaves_a_secrets_string_data_leaves_the_secret()
    {
        await DeployAsync(Secret);

        await DeployAsync(Secret.Replace(", user: ada", "", StringComparison.Ordinal));

        Assert.Equal(["password"], (await Client.CoreV1.ReadNamespacedSecretAsync("creds", Namespace)).Data.Keys);
    }

    [Fact]
    public async Task A_number_that_is_given_is_the_releases()
    {
        await Deployer.DeployAsync(Request(ConfigMap("a")) with { Number = 41 });

        await Deployer.DeployAsync(Request(ConfigMap("a")) with { Number = 42 });
        await DeployAsync(ConfigMap("b"));
        var taken = await FailAsync(() => Deployer.DeployAsync(Request(ConfigMap("c")) with { Number = 42 }), DeployErrors.NumberTaken);

        Assert.Equal(["43 Deployed", "42 Superseded", "41 Superseded"], await StatesAsync());
        Assert.Equal(2, taken.ExitCode);
    }

    [Fact]
    public async Task Nothing_is_applied_unless_the_server_accepts_everything()
    {
        var error = await FailAsync(
            () => DeployAsync(ConfigMap("good"), Service.Replace("port: 80,", "port: 80, prot: tcp,", StringComparison.Ordinal), ConfigMap("Bad_Name")),
            DeployErrors.Refused);

        Assert.Contains("2 objects can't be applied, and nothing was", error.Message);
        Assert.Contains($"Service/{Namespace}/web: ", error.Message);
        Assert.Contains("prot", error.Message);
        Assert.Contains("Bad_Name", error.Message);
        Assert.Null(await FindAsync("good"));
        Assert.Empty(await StatesAsync());
    }

    [Fact]
    public async Task A_kind_that_the_cluster_does_not_know_is_named_with_the_versions_that_it_knows()
    {
        var error = await FailAsync(() => DeployAsync(ConfigMap("good"), "{apiVersion: example.test/v1, kind: Gadget, metadata: {name: g}}", "{apiVersion: apps/v2, kind: Deployment, metadata: {name: d}}"), DeployErrors.UnknownKind);

        Assert.Contains("Gadget (example.test/v1)", error.Message);
        Assert.Contains("Deployment (apps/v2), which is served as apps/v1", error.Message);
    }

    [Fact]
    public async Task An_empty_set_and_an_object_that_stands_twice_are_refused()
    {
        await FailAsync(() => DeployAsync(), DeployErrors.EmptySet);
        var error = await FailAsync(() => DeployAsync(ConfigMap("a"), ConfigMap("a", metadata: $"namespace: {Namespace}")), DeployErrors.DuplicateObject);

        Assert.Contains($"ConfigMap/{Namespace}/a", error.Message);
    }

    [Fact]
    public async Task A_set_may_bring_its_namespace()
    {
        var other = $"{Namespace}-own";
        var request = Request($"{{apiVersion: v1, kind: Namespace, metadata: {{name: {other}}}}}", ConfigMap("settings")) with { Namespace = other };
        try
        {
            var plan = await Deployer.PlanAsync(request);
            var outcome = await Deployer.DeployAsync(request);
            var again = await Deployer.DeployAsync(request);

            Assert.Equal([false, true], plan.Objects.Select(x => x.IsComputedLocally));
            Assert.Equal(DeployResult.Deployed, outcome.Result);
            Assert.Equal(DeployResult.Unchanged, again.Result);
            Assert.Equal("1", (await Client.CoreV1.ReadNamespacedConfigMapAsync("settings", other)).Data["a"]);
        }
        finally
        {
            await Client.CoreV1.DeleteNamespaceAsync(other);
        }
    }

    [Fact]
    public async Task A_namespace_that_nobody_brings_is_missing()
    {
        var error = await FailAsync(() => Deployer.DeployAsync(Request(ConfigMap("a")) with { Namespace = $"{Namespace}-none" }), DeployErrors.NamespaceMissing);

        Assert.Contains($"{Namespace}-none", error.Message);
    }

    [Fact]
    public async Task A_set_may_bring_a_kind_and_objects_of_it()
    {
        await using var widgets = (await Widgets.DefineAsync(Client, defineNow: false)).Control(Namespace);

        var outcome = await DeployAsync(widgets.Definition, widgets.Widget("w", "{size: 3}"));
        var again = await DeployAsync(widgets.Definition, widgets.Widget("w", "{size: 3}"));

        Assert.Equal(DeployResult.Deployed, outcome.Result);
        Assert.Equal([false, true], outcome.Plan.Objects.Select(x => x.IsComputedLocally));
        Assert.Equal(DeployResult.Unchanged, again.Result);
    }

    [Fact]
    public async Task History_has_a_limit_and_keeps_what_is_needed()
    {
        using var deployer = await ConnectAsync(Quick with { HistoryLimit = 2 });

        for (var i = 1; i <= 5; i++)
            await deployer.DeployAsync(Request(ConfigMap("a", $"{{a: '{i}'}}")));

        Assert.Equal(["5 Deployed", "4 Superseded"], await StatesAsync());
    }

    [Fact]
    public async Task Progress_tells_what_happens()
    {
        var told = new List<DeployProgress>();

        await Deployer.DeployAsync(Request(ConfigMap("a"), ConfigMap("b")), new Told<DeployProgress>(x =>
        {
            lock (told)
                told.Add(x);
        }));

        Assert.Equal([DeployProgressKind.Planned, DeployProgressKind.Recorded, DeployProgressKind.Applied, DeployProgressKind.Applied, DeployProgressKind.Recorded], told.Select(x => x.Kind));
        Assert.Equal((2, 2), (told[3].Done, told[3].Total));
    }

    [Fact]
    public async Task A_job_that_still_runs_is_not_replaced()
    {
        const string job = "{apiVersion: batch/v1, kind: Job, metadata: {name: migrate}, spec: {suspend: true, template: {spec: {restartPolicy: Never, containers: [{name: m, image: 'registry.local/m:1'}]}}}}";
        await DeployAsync(job, ConfigMap("a"));

        var error = await FailAsync(() => DeployAsync(job.Replace("m:1", "m:2", StringComparison.Ordinal), ConfigMap("b")), DeployErrors.Refused);

        Assert.Contains($"Job/{Namespace}/migrate: ", error.Message);
        Assert.Contains("wait for its end", error.Message);
        Assert.Null(await FindAsync("b"));
    }

    [Fact]
    public async Task An_object_is_only_made_anew_when_it_says_that_it_may_be()
    {
        const string fixedMap = "immutable: true, data: {a: '1'}";
        await DeployAsync(ConfigMap("a").Replace("data: {a: '1'}", fixedMap, StringComparison.Ordinal), ConfigMap("b", metadata: "annotations: {pipeline/replace: 'true'}").Replace("data: {a: '1'}", fixedMap, StringComparison.Ordinal));
        var changed = fixedMap.Replace("'1'", "'2'", StringComparison.Ordinal);

        var error = await FailAsync(() => DeployAsync(ConfigMap("a").Replace("data: {a: '1'}", changed, StringComparison.Ordinal)), DeployErrors.Refused);
        var outcome = await DeployAsync(ConfigMap("b", metadata: "annotations: {pipeline/replace: 'true'}").Replace("data: {a: '1'}", changed, StringComparison.Ordinal));

        Assert.Contains("annotate it pipeline/replace", error.Message);
        Assert.Equal(PlannedAction.Replace, outcome.Plan.Objects[0].Action);
        Assert.Equal("2", (await FindAsync("b"))!.Data["a"]);
    }
}
