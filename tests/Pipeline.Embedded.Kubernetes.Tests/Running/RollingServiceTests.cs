using System.Net;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Tests.Running;

/// <summary>The real service, as pods of a Deployment behind a Service.</summary>
public class RollingServiceTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: 20
              enableServiceLinks: false
              containers:
              - name: server
                image: agentkit:1
                ports: [{name: http, containerPort: 8080}]
                env:
                - {name: AGENTKIT_HTTP_ADDRESS, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                - {name: AGENTKIT_HTTP_PORT, value: "8080"}
                - {name: AGENTKIT_DRAIN_DELAY, value: "00:00:01"}
                - {name: AGENTKIT_COMMIT, value: one}
                - {name: ASPNETCORE_ENVIRONMENT, value: Staging}
                - {name: AGENTKIT_DEVELOPMENT_TOKENS, value: "true"}
                - {name: AGENTKIT_SIGNING_KEY, value: 0123456789abcdef0123456789abcdef}
                - {name: MONGODB_URI, value: "$MONGODB_URI"}
                - {name: FILE_STORAGE_ROOT, value: "file:///tmp/files"}
                - {name: SECRET_STORE, value: "env:"}
                startupProbe: {httpGet: {path: /livez, port: http}, periodSeconds: 1, failureThreshold: 60}
                readinessProbe: {httpGet: {path: /readyz, port: http}, periodSeconds: 1}
                lifecycle: {preStop: {sleep: {seconds: 1}}}
                securityContext: {readOnlyRootFilesystem: true}
                volumeMounts: [{name: tmp, mountPath: /tmp}]
              volumes: [{name: tmp, emptyDir: {}}]
        """;

    [Fact]
    public async Task Two_replicas_on_one_port_are_updated_without_a_lost_request()
    {
        await using var database = await ServiceDatabase.StartAsync();
        await using var cluster = await PodCluster.StartAsync();
        await cluster.CreateAsync<V1Service>("{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: http}]}}");
        await cluster.CreateAsync<V1Deployment>(Deployment.Replace("$MONGODB_URI", database.ConnectionString, StringComparison.Ordinal));
        await cluster.GetAsync<V1Deployment>("web", x => x.Status?.AvailableReplicas == 2, "both replicas are available");
        var service = await cluster.ServiceAsync("web", "http");
        Assert.Equal(2, (await cluster.PodsAsync("web")).Select(x => x.Status.PodIP).Distinct().Count());

        using var enough = new CancellationTokenSource();
        var seen = new HashSet<string>();
        var requests = Task.Run(() => AskAsync(service, seen, enough.Token));
        var deployment = (await cluster.Objects.GetAsync<V1Deployment>("test", "web", default))!;
        deployment.Spec.Template.Spec.Containers[0].Env.Single(x => x.Name == "AGENTKIT_COMMIT").Value = "two";
        await cluster.Objects.UpdateAsync(deployment, "test", default);
        await cluster.GetAsync<V1Deployment>("web", x => x.Status.ObservedGeneration == x.Metadata.Generation && x.Status is { UpdatedReplicas: 2, Replicas: 2, AvailableReplicas: 2 } && x.Status.Conditions.Any(y => y.Reason == "NewReplicaSetAvailable" && y.Status == "True"), "the rollout is over");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("web")).Count == 2, "the old pods are gone");
        await enough.CancelAsync();

        Assert.InRange(await requests, 50, int.MaxValue);
        Assert.Equal(["one", "two"], seen.Order());
        cluster.HasNoFaults();
    }

    [Fact]
    public async Task A_service_that_leaves_its_address_to_its_settings_needs_none_of_its_own()
    {
        // Nothing tells the process its address but what the node sets for every ASP.NET Core service.
        Assert.Equal("http://127.9.0.2:8080;http://127.9.0.2:8081", Listen("{ports: [{containerPort: 8080}, {containerPort: 8081}, {containerPort: 53, protocol: UDP}]}"));
        Assert.Equal("http://127.9.0.2:5000", Listen("{ports: [{containerPort: 8080}]}", ("ASPNETCORE_HTTP_PORTS", "5000")));
        Assert.Equal("http://127.9.0.2:80;https://127.9.0.2:443/path;http://localhost:1", Listen("{}", ("ASPNETCORE_URLS", "http://+:80;https://[::]:443/path;http://localhost:1")));
        Assert.Null(Listen("{ports: [{containerPort: 8080}]}", ("Kestrel__Endpoints__Http__Url", "http://*:8080")));
        Assert.Null(Listen("{}"));

        static string? Listen(string container, params (string Name, string Value)[] variables) =>
            Embedded.Kubernetes.Running.Variables.ListenAddresses.Of(new V1Pod { Metadata = new V1ObjectMeta() }, k8s.KubernetesYaml.Deserialize<V1Container>(container), variables.ToDictionary(x => x.Name, x => x.Value), "127.9.0.2");
    }

    [Fact]
    public async Task A_release_that_never_gets_ready_leaves_the_old_one_in_service()
    {
        await using var database = await ServiceDatabase.StartAsync();
        await using var cluster = await PodCluster.StartAsync();
        await cluster.CreateAsync<V1Service>("{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}");
        await cluster.CreateAsync<V1Deployment>(Deployment.Replace("$MONGODB_URI", database.ConnectionString, StringComparison.Ordinal).Replace("replicas: 2", "replicas: 1\n  progressDeadlineSeconds: 2", StringComparison.Ordinal));
        await cluster.GetAsync<V1Deployment>("web", x => x.Status?.AvailableReplicas == 1, "the replica is available");

        var deployment = (await cluster.Objects.GetAsync<V1Deployment>("test", "web", default))!;
        deployment.Spec.Template.Spec.Containers[0].ReadinessProbe.HttpGet.Path = "/nothing";
        await cluster.Objects.UpdateAsync(deployment, "test", default);

        deployment = await cluster.GetAsync<V1Deployment>("web", x => x.Status.Conditions.Any(y => y.Reason == "ProgressDeadlineExceeded"), "the deadline is exceeded");
        Assert.Equal(("True", 1), (deployment.Status.Conditions.Single(x => x.Type == "Available").Status, deployment.Status.AvailableReplicas));
        var broken = (await cluster.PodsAsync("web")).Single(x => x.Status.Conditions.Any(y => y.Type == "Ready" && y.Status == "False"));
        await cluster.UntilAsync(async () => (await cluster.EventsAsync(broken.Metadata.Name)).Contains("Warning Unhealthy Readiness probe failed: HTTP probe failed with statuscode: 404"), "the probe's answer is told");
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"http://{await cluster.ServiceAsync("web", "80")}/readyz")).StatusCode);
    }

    // As fast as it goes, half of them on connections of their own.
    private static async Task<int> AskAsync(IPEndPoint service, HashSet<string> seen, CancellationToken enough)
    {
        using var client = new HttpClient();
        var count = 0;
        for (; !enough.IsCancellationRequested; count++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{service}/v1/service");
            request.Headers.ConnectionClose = count % 2 == 0;
            using var response = await client.SendAsync(request, CancellationToken.None);
            var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync(CancellationToken.None);
            seen.Add(System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("commit").GetString()!);
            await Task.Delay(5, CancellationToken.None);
        }

        return count;
    }
}
