using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Tests.Controlling;

/// <summary>What is told of pods: endpoints, budgets, autoscalers, quotas.</summary>
public class ServingControllersTests
{
    private const string Deployment = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 2, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: 'web:1', ports: [{name: http, containerPort: 8080}], resources: {requests: {cpu: 100m, memory: 64Mi}}}]}}}}";

    [Fact]
    public async Task Endpoints_are_the_pods_that_are_ready()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Service>("{apiVersion: v1, kind: Service, metadata: {name: web, labels: {team: a}}, spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}}");
        await cluster.CreateAsync<V1Deployment>(Deployment);
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("web")).Count == 2, "two pods are there");
        var pods = await cluster.PodsAsync("web");

        await cluster.MarkAsync(pods[0], "Running", isReady: true);
        await cluster.MarkAsync(pods[1], "Running");

        var endpoints = await cluster.GetAsync<V1Endpoints>("web", x => x.Subsets is [{ Addresses.Count: 1, NotReadyAddresses.Count: 1 }], "one is ready, one is not");
        Assert.Equal((pods[0].Metadata.Name, "http", 8080), (endpoints.Subsets[0].Addresses[0].TargetRef.Name, endpoints.Subsets[0].Ports[0].Name, endpoints.Subsets[0].Ports[0].Port));
        await cluster.UntilAsync(async () => (await cluster.Objects.ListAsync<V1EndpointSlice>("test", default)) is [{ Endpoints.Count: 2 }], "the slice has both");
        var slice = (await cluster.Objects.ListAsync<V1EndpointSlice>("test", default))[0];
        Assert.StartsWith("web-", slice.Metadata.Name, StringComparison.Ordinal);
        Assert.Equal(("web", "a", "IPv4"), (slice.Metadata.Labels["kubernetes.io/service-name"], slice.Metadata.Labels["team"], slice.AddressType));
        Assert.Equal([true, false], slice.Endpoints.OrderBy(x => x.TargetRef.Name != pods[0].Metadata.Name).Select(x => x.Conditions.Ready));

        await cluster.Objects.DeleteAsync<V1Pod>("test", pods[0].Metadata.Name, "Background", 30, default);
        await cluster.UntilAsync(async () => (await cluster.Objects.ListAsync<V1EndpointSlice>("test", default))[0].Endpoints.Any(x => x.Conditions is { Ready: false, Serving: true, Terminating: true }), "the one that ends takes nothing new");
        await cluster.Objects.DeleteAsync<V1Service>("test", "web", "Background", null, default);
        await cluster.UntilAsync(async () => await cluster.Objects.GetAsync<V1Endpoints>("test", "web", default) is null, "the endpoints are gone");
    }

    [Fact]
    public async Task A_budget_counts_who_may_go()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Deployment>(Deployment);
        await cluster.CreateAsync<V1PodDisruptionBudget>("{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web}, spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}}");
        await cluster.GetAsync<V1PodDisruptionBudget>("web", x => x.Status is { ExpectedPods: 2, DesiredHealthy: 1, CurrentHealthy: 0, DisruptionsAllowed: 0 } && x.Status.Conditions.Single() is { Type: "DisruptionAllowed", Status: "False", Reason: "InsufficientPods" }, "none may go");

        await cluster.MarkReadyAsync("web");

        await cluster.GetAsync<V1PodDisruptionBudget>("web", x => x.Status is { CurrentHealthy: 2, DisruptionsAllowed: 1, ObservedGeneration: 1 } && x.Status.Conditions.Single() is { Status: "True", Reason: "SufficientPods" }, "one may go");
    }

    [Fact]
    public async Task An_autoscaler_without_metrics_keeps_to_its_least()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Deployment>(Deployment);
        await cluster.CreateAsync<V2HorizontalPodAutoscaler>("{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web}, spec: {minReplicas: 3, maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]}}");

        await cluster.UntilAsync(async () => (await cluster.PodsAsync("web")).Count == 3, "three pods are there");

        await cluster.IsToldAsync("web", "Normal SuccessfulRescale New size: 3; reason: Current number of replicas below Spec.MinReplicas");
        await cluster.ChangeAsync<V2HorizontalPodAutoscaler>("web", x => x.Metadata.Labels = new Dictionary<string, string> { ["look"] = "again" });
        var autoscaler = await cluster.GetAsync<V2HorizontalPodAutoscaler>("web", x => x.Status?.Conditions?.Any(y => y.Type == "ScalingActive") == true, "it says that it can't measure");
        var active = autoscaler.Status.Conditions.Single(x => x.Type == "ScalingActive");
        Assert.Equal(("False", "FailedGetResourceMetric", 3), (active.Status, active.Reason, autoscaler.Status.DesiredReplicas));
        Assert.EndsWith("the server could not find the requested resource (get pods.metrics.k8s.io)", active.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quota_tells_what_is_used()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Deployment>(Deployment);
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("web")).Count == 2, "two pods are there");

        await cluster.CreateAsync<V1ResourceQuota>("{apiVersion: v1, kind: ResourceQuota, metadata: {name: all}, spec: {hard: {pods: '10', requests.cpu: '1', requests.memory: 1Gi, count/deployments.apps: '3'}}}");

        var quota = await cluster.GetAsync<V1ResourceQuota>("all", x => x.Status?.Used?.Count == 4, "it is counted");
        Assert.Equal(("2", "200m", "128Mi", "1"), (quota.Status.Used["pods"].ToString(), quota.Status.Used["requests.cpu"].CanonicalizeString(), quota.Status.Used["requests.memory"].CanonicalizeString(), quota.Status.Used["count/deployments.apps"].ToString()));
    }
}
