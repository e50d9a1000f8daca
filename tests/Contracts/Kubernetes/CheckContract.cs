using Pipeline.Kubernetes.Checking;
using Pipeline.Kubernetes.Connecting;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class CheckContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    private async Task<IReadOnlyDictionary<string, ClusterCheck>> CheckAsync(string? uid, params string[] objects) => (await ClusterDoctor.CheckAsync(new ClusterCheckRequest
    {
        Connection = ClusterConnection.FromKubeconfig(Cluster.KubeconfigPath) with { ExpectedUid = uid },
        Namespace = Namespace,
        Manifests = Set(objects),
    })).ToDictionary(x => x.Name);

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
    public async Task A_cluster_that_does_not_answer_is_one_failed_check()
    {
        var checks = await ClusterDoctor.CheckAsync(new ClusterCheckRequest { Connection = ClusterConnection.FromKubeconfig("/no/such/file"), Namespace = Namespace });

        Assert.Equal([ClusterCheckResult.Failed, ClusterCheckResult.NotChecked], checks.Select(x => x.Result));
    }
}
