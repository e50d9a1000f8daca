using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Tests.Controlling;

/// <summary>An API server with controllers and without a node: pods are what the test makes of them.</summary>
internal sealed class ControlledCluster : IAsyncDisposable
{
    private const string NamespaceName = "test";
    private readonly EmbeddedCluster cluster;
    private readonly ControllerHost controllers;
    private readonly string directory;

    private ControlledCluster(EmbeddedCluster cluster, ControllerHost controllers, string directory) => (this.cluster, this.controllers, this.directory) = (cluster, controllers, directory);

    public IClusterObjects Objects => cluster.Objects;

    public static async Task<ControlledCluster> StartAsync(string? podSecurity = null, TimeProvider? time = null)
    {
        var options = new EmbeddedClusterOptions { RunsControllers = false, RunsPods = false, Time = time ?? TimeProvider.System };
        var cluster = await EmbeddedCluster.StartAsync(options);
        var labels = podSecurity is null ? null : new Dictionary<string, string> { ["pod-security.kubernetes.io/enforce"] = podSecurity };
        await cluster.Objects.CreateAsync(new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = NamespaceName, Labels = labels } }, "test", default);
        await cluster.Objects.CreateAsync(new V1ServiceAccount { ApiVersion = "v1", Kind = "ServiceAccount", Metadata = new V1ObjectMeta { Name = "default", NamespaceProperty = NamespaceName } }, "test", default);
        var directory = Directory.CreateTempSubdirectory("controllers-").FullName;
        return new ControlledCluster(cluster, ControllerHost.Start(cluster.Objects, options, directory), directory);
    }

    public async Task<T> CreateAsync<T>(string yaml) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var value = KubernetesYaml.Deserialize<T>(yaml);
        value.Metadata.NamespaceProperty = NamespaceName;
        return await Objects.CreateAsync(value, "test", default);
    }

    public async Task ChangeAsync<T>(string name, Action<T> change) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        while (true)
        {
            var value = (await Objects.GetAsync<T>(NamespaceName, name, default))!;
            change(value);
            try
            {
                await Objects.UpdateAsync(value, "test", default);
                return;
            }
            catch (ApiRefusal refusal) when (refusal.Code == 409)
            {
                // A controller was quicker.
            }
        }
    }

    public async Task<T> GetAsync<T>(string name, Func<T, bool> isSo, string what) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        T? last = null;
        await UntilAsync(async () => (last = await Objects.GetAsync<T>(NamespaceName, name, default)) is { } found && isSo(found), what, () => last is null ? "it is not there" : KubernetesJson.Serialize(last));
        return last!;
    }

    public async Task<IReadOnlyList<V1Pod>> PodsAsync(string app) => [.. (await Objects.ListAsync<V1Pod>(NamespaceName, default)).Where(x => x.Metadata.Labels?.TryGetValue("app", out var value) == true && value == app)];

    public async Task<IReadOnlyList<string>> ReplicaSetsAsync() => [.. (await Objects.ListAsync<V1ReplicaSet>(NamespaceName, default)).Select(x => x.Metadata.Name)];

    public async Task<IReadOnlyList<string>> EventsAsync(string about) =>
        [.. (await Objects.ListAsync<Corev1Event>(NamespaceName, default)).Where(x => x.InvolvedObject.Name == about).OrderBy(x => x.Metadata.Name, StringComparer.Ordinal).Select(x => $"{x.Type} {x.Reason} {x.Message}")];

    /// <summary>What is done is seen a moment before it is told.</summary>
    public Task IsToldAsync(string about, string told) => UntilAsync(async () => (await EventsAsync(about)).Contains(told), $"'{told}' is told of {about}");

    /// <summary>Makes every pod of an app ready.</summary>
    public async Task MarkReadyAsync(string app)
    {
        foreach (var pod in (await PodsAsync(app)).Where(x => !x.IsReady()))
            await MarkAsync(pod, "Running", isReady: true);
    }

    public async Task MarkAsync(V1Pod pod, string phase, bool isReady = false)
    {
        if (string.IsNullOrEmpty(pod.Spec.NodeName))
            await Objects.BindPodAsync(NamespaceName, pod.Metadata.Name, "by-hand", default);
        if (await Objects.GetAsync<V1Pod>(NamespaceName, pod.Metadata.Name, default) is not { } current)
            return;
        current.Status.Phase = phase;
        current.Status.PodIP = "127.0.0.9";
        current.Status.Conditions = [.. (current.Status.Conditions ?? []).Where(x => x.Type != "Ready"), new V1PodCondition { Type = "Ready", Status = isReady ? "True" : "False", LastTransitionTime = TimeProvider.System.Now() }];
        await Objects.UpdateStatusAsync(current, "test", default);
    }

    /// <summary>Makes pods ready, and removes those that are told to end, until the rollout is over.</summary>
    public async Task FinishAsync(string deployment, int revision)
    {
        await UntilAsync(async () =>
        {
            foreach (var pod in (await PodsAsync(deployment)).Where(x => x.Metadata.DeletionTimestamp is not null))
                await Objects.DeleteAsync<V1Pod>(NamespaceName, pod.Metadata.Name, "Background", 0, default);
            await MarkReadyAsync(deployment);
            var now = (await Objects.GetAsync<V1Deployment>(NamespaceName, deployment, default))!;
            return now.Metadata.Annotations?["deployment.kubernetes.io/revision"] == $"{revision}" && now.Status.ObservedGeneration == now.Metadata.Generation && now.Status.Conditions.Any(x => x.Reason == "NewReplicaSetAvailable" && x.Status == "True")
                && now.Status.Replicas == now.Spec.Replicas && now.Status.AvailableReplicas == now.Spec.Replicas && now.Status.UpdatedReplicas == now.Spec.Replicas;
        }, $"revision {revision} of {deployment} is rolled out");
    }

    public async Task UntilAsync(Func<Task<bool>> condition, string what, Func<string>? state = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await condition())
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Not so within 90 s: {what}. {state?.Invoke()} Faults: {string.Join("; ", controllers.Faults.TakeLast(5).Select(x => $"{x.Controller} {x.Key}: {x.Error}"))}");
            await Task.Delay(10, CancellationToken.None);
        }
    }

    public void HasNoFaults() => Assert.Empty(controllers.Faults.Select(x => $"{x.Controller} {x.Key}: {x.Error}"));

    public async ValueTask DisposeAsync()
    {
        await controllers.DisposeAsync();
        await cluster.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }
}
