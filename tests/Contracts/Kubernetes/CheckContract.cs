using k8s;
using k8s.Models;
using Pipeline.Kubernetes.Checking;
using Pipeline.Kubernetes.Connecting;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class CheckContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    private const string JobManifest = """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: work}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: work}
        spec:
          template:
            spec:
              serviceAccountName: work
              imagePullSecrets: [{name: of-the-job}]
              volumes: [{name: settings, configMap: {name: settings, items: [{key: file, path: file}]}}]
              containers:
                - name: main
                  image: work
                  env:
                    - {name: URI, valueFrom: {secretKeyRef: {name: database, key: uri}}}
                    - {name: USER, valueFrom: {secretKeyRef: {name: database, key: user}}}
                    - {name: PASSWORD, valueFrom: {secretKeyRef: {name: database, key: password, optional: true}}}
                  envFrom: [{secretRef: {name: spare, optional: true}}]
        """;

    private ClusterCheckRequest Check(params string[] objects) => new()
    {
        Connection = ClusterConnection.FromKubeconfig(Cluster.KubeconfigPath),
        Namespace = Namespace,
        Manifests = Set(objects),
    };

    private static async Task<IReadOnlyDictionary<string, ClusterCheck>> AnswersAsync(ClusterCheckRequest request) => (await ClusterDoctor.CheckAsync(request)).ToDictionary(x => x.Name);

    private Task<IReadOnlyDictionary<string, ClusterCheck>> CheckAsync(string? uid, params string[] objects)
    {
        var request = Check(objects);
        return AnswersAsync(request with { Connection = request.Connection with { ExpectedUid = uid } });
    }

    private async Task<IReadOnlyDictionary<string, ClusterCheck>> CheckJobAsync(params V1PolicyRule[] rights) =>
        await AnswersAsync(Check() with { Connection = await AccountAsync("runner", rights), Job = Set(JobManifest) });

    [Fact]
    public async Task An_administrator_may_do_all_that_a_deployment_does()
    {
        var checks = await CheckAsync(Deployer.ClusterUid, ConfigMap("a"));

        Assert.All(checks.Values.Where(x => x.Name.StartsWith("may ", StringComparison.Ordinal)), x => Assert.Equal(ClusterCheckResult.Passed, x.Result));
        Assert.Equal(ClusterCheckResult.Passed, checks["it is the environment's cluster"].Result);
        Assert.Equal(ClusterCheckResult.Passed, checks[$"namespace {Namespace} exists"].Result);
        Assert.Contains("may get, list, watch, create, patch, delete configmaps", checks.Keys);
    }

    [Fact]
    public async Task Another_cluster_fails_with_both_uids()
    {
        var check = (await CheckAsync("0000"))["it is the environment's cluster"];

        Assert.Equal((ClusterCheckResult.Failed, $"this is {Deployer.ClusterUid}, the environment names 0000"), (check.Result, check.Message));
    }

    [Fact]
    public async Task What_the_manifests_take_for_granted_is_looked_for()
    {
        var checks = await CheckAsync(
            null,
            "{apiVersion: example.test/v1, kind: Gadget, metadata: {name: g}}",
            "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i, annotations: {cert-manager.io/cluster-issuer: x}}, spec: {ingressClassName: no-such-class}}",
            "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: c}, spec: {storageClassName: no-such-class}}",
            "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: h}, spec: {metrics: [{type: External}]}}",
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {template: {spec: {imagePullSecrets: [{name: no-such-secret}], containers: [{image: 'registry.local/web:1'}]}}}}");

        Assert.Equal(ClusterCheckResult.Failed, checks["the cluster knows Gadget (example.test/v1)"].Result);
        Assert.Equal(ClusterCheckResult.Failed, checks["IngressClass no-such-class exists"].Result);
        Assert.Equal(ClusterCheckResult.Failed, checks["StorageClass no-such-class exists"].Result);
        Assert.Equal(ClusterCheckResult.Failed, checks["the autoscaler's metrics are served (external.metrics.k8s.io)"].Result);
        Assert.Equal(ClusterCheckResult.Failed, checks[$"pull secret {Namespace}/no-such-secret exists"].Result);
        Assert.All(checks.Values.Where(x => x.Result == ClusterCheckResult.Failed), x => Assert.NotNull(x.Fix));
    }

    [Fact]
    public async Task An_environment_that_runs_a_Job_needs_the_rights_for_it_and_another_does_not()
    {
        var checks = await CheckJobAsync(JobRights);

        Assert.All(["may get, list, watch, create, patch, delete jobs.batch", "may create, patch serviceaccounts", "may create, patch configmaps", "may list, watch pods", "may get pods/log", "may list events"], x => Assert.Equal(ClusterCheckResult.Passed, checks[x].Result));
        Assert.DoesNotContain((await AnswersAsync(Check())).Keys, x => x.Contains("jobs", StringComparison.Ordinal) || x.Contains("database", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_right_that_a_Job_lacks_is_named_with_the_rule_that_gives_it()
    {
        var checks = await CheckJobAsync(Rule("batch", ["jobs"], "get", "list", "watch", "create"), Rule("", ["configmaps"], "create"));

        var jobs = checks["may get, list, watch, create, patch, delete jobs.batch"];
        Assert.Equal((ClusterCheckResult.Failed, $"may not patch, delete in namespace {Namespace}"), (jobs.Result, jobs.Message));
        Assert.Equal("Add to a Role: apiGroups [\"batch\"], resources [\"jobs\"], verbs [\"patch\", \"delete\"]", jobs.Fix);
        Assert.Equal($"may not create, patch in namespace {Namespace}", checks["may create, patch serviceaccounts"].Message);
        Assert.Equal($"may not patch in namespace {Namespace}", checks["may create, patch configmaps"].Message);
        Assert.Equal(ClusterCheckResult.NotChecked, checks[$"Secret {Namespace}/database exists with uri, user"].Result);
    }

    [Fact]
    public async Task The_Secret_that_a_Job_takes_values_from_must_be_there_with_its_keys_and_no_value_is_shown()
    {
        var name = $"Secret {Namespace}/database exists with uri, user";
        var request = Check() with { Job = Set(JobManifest) };

        var without = await AnswersAsync(request);
        await Client.CoreV1.CreateNamespacedSecretAsync(new V1Secret { Metadata = new V1ObjectMeta { Name = "database" }, StringData = new Dictionary<string, string> { ["uri"] = "mongodb://canary" } }, Namespace);
        var incomplete = (await AnswersAsync(request))[name];
        await Client.CoreV1.PatchNamespacedSecretAsync(new V1Patch("""{"stringData": {"user": "ada"}}""", V1Patch.PatchType.MergePatch), "database", Namespace);
        var complete = (await AnswersAsync(request))[name];

        Assert.Equal(ClusterCheckResult.Failed, without[name].Result);
        Assert.Contains($"kubectl --namespace {Namespace} create secret generic database --from-file=uri=FILE --from-file=user=FILE", without[name].Fix, StringComparison.Ordinal);
        Assert.Equal(ClusterCheckResult.Failed, without[$"ConfigMap {Namespace}/settings exists with file"].Result);
        Assert.Equal(ClusterCheckResult.Failed, without[$"pull secret {Namespace}/of-the-job exists"].Result);
        Assert.DoesNotContain(without.Keys, x => x.Contains("spare", StringComparison.Ordinal));
        Assert.Equal((ClusterCheckResult.Failed, "it has no user; it has uri"), (incomplete.Result, incomplete.Message));
        Assert.Equal(ClusterCheckResult.Passed, complete.Result);
        Assert.DoesNotContain("canary", $"{incomplete}{complete}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_Job_brings_itself_need_not_be_there()
    {
        var checks = await AnswersAsync(Check() with { Job = Set(JobManifest, "{apiVersion: v1, kind: Secret, metadata: {name: database}}") });

        Assert.Equal(ClusterCheckResult.Passed, checks[$"Secret {Namespace}/database exists with uri, user"].Result);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_one_failed_check()
    {
        var checks = await ClusterDoctor.CheckAsync(new ClusterCheckRequest { Connection = ClusterConnection.FromKubeconfig("/no/such/file"), Namespace = Namespace });

        Assert.Equal([ClusterCheckResult.Failed, ClusterCheckResult.NotChecked], checks.Select(x => x.Result));
    }
}
