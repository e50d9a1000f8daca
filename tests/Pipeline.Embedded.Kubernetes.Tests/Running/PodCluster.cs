using System.Net;
using System.Text;
using k8s;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Forwarding;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running;
using Pipeline.Embedded.Kubernetes.Running.Addresses;
using Pipeline.Embedded.Kubernetes.Running.Volumes;

namespace Pipeline.Embedded.Kubernetes.Tests.Running;

/// <summary>An API server with controllers, a node and a forwarder of the test's own, so that it can choose how long the node waits. Images: <c>sh</c> runs a shell command, <c>agentkit</c> is the service.</summary>
internal sealed class PodCluster : IAsyncDisposable
{
    private const string NamespaceName = "test";
    private readonly EmbeddedCluster cluster;
    private readonly ControllerHost controllers;
    private readonly AddressBlock addresses;

    private PodCluster(EmbeddedCluster cluster, ControllerHost controllers, AddressBlock addresses, string directory) =>
        (this.cluster, this.controllers, this.addresses, Directory) = (cluster, controllers, addresses, directory);

    public IClusterObjects Objects => cluster.Objects;

    public required PodHost Pods { get; init; }

    public required ServiceForwarder Services { get; init; }

    public string Directory { get; }

    public static async Task<PodCluster> StartAsync(IReadOnlyDictionary<string, string>? images = null, AddressBlock? block = null)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("pods-").FullName;
        var options = new EmbeddedClusterOptions { RunsControllers = false, RunsPods = false, Images = images ?? new Dictionary<string, string> { ["sh"] = ShellImage(directory), ["agentkit"] = AgentKitImage(directory) } };
        var cluster = await EmbeddedCluster.StartAsync(options);
        await cluster.Objects.CreateAsync(new V1Namespace { ApiVersion = "v1", Kind = "Namespace", Metadata = new V1ObjectMeta { Name = NamespaceName } }, "test", default);
        await cluster.Objects.CreateAsync(new V1ServiceAccount { ApiVersion = "v1", Kind = "ServiceAccount", Metadata = new V1ObjectMeta { Name = "default", NamespaceProperty = NamespaceName } }, "test", default);
        var addresses = block ?? AddressBlock.Take(directory);
        var services = ServiceForwarder.Start(cluster.Objects, addresses, null, options.Time);
        var controllers = ControllerHost.Start(cluster.Objects, options, Path.Combine(directory, "volumes"));
        var pods = await PodHost.StartAsync(
            new PodHostRequest
            {
                Objects = cluster.Objects,
                Options = options,
                Directory = directory,
                Addresses = addresses,
                FindService = (service, port) => services.Find(service.Metadata.NamespaceProperty, service.Metadata.Name, port.Port),
                ApiServer = cluster.Address,
                Timings = new PodTimings { RestartBackOff = TimeSpan.FromMilliseconds(200), LongestBackOff = TimeSpan.FromSeconds(2), Retry = TimeSpan.FromMilliseconds(100), LeastGrace = TimeSpan.FromMilliseconds(500) },
            },
            default);
        return new PodCluster(cluster, controllers, addresses, directory) { Pods = pods, Services = services };
    }

    /// <summary>The service in a folder of its own: beside it lies a second program, the database of its development builds.</summary>
    private static string AgentKitImage(string directory)
    {
        var image = System.IO.Directory.CreateDirectory(Path.Combine(directory, "agentkit")).FullName;
        foreach (var file in System.IO.Directory.EnumerateFiles(AgentKit).Where(x => !x.EndsWith("Pipeline.Embedded.MongoDB.runtimeconfig.json", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(image, Path.GetFileName(file)));
        return image;
    }

    /// <summary>The service as it was built beside these tests.</summary>
    public static string AgentKit
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
            var root = output;
            while (!File.Exists(Path.Combine(root.FullName, "Pipeline.sln")))
                root = root.Parent!;
            return Path.Combine(root.FullName, "src", "AgentKit.Server", Path.GetRelativePath(Path.Combine(root.FullName, "tests", "Pipeline.Embedded.Kubernetes.Tests"), output.FullName));
        }
    }

    public async Task<T> CreateAsync<T>(string yaml) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var value = KubernetesYaml.Deserialize<T>(yaml);
        value.Metadata.NamespaceProperty = NamespaceName;
        return await Objects.CreateAsync(value, "test", default);
    }

    /// <summary>A pod with one container, <c>main</c>, that runs a shell script; more of its spec, and of the container's, as YAML.</summary>
    public Task<V1Pod> RunAsync(string name, string script, string container = "{}", string spec = "{}")
    {
        var pod = new V1Pod
        {
            ApiVersion = "v1",
            Kind = "Pod",
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = NamespaceName, Labels = new Dictionary<string, string> { ["app"] = name } },
            Spec = KubernetesYaml.Deserialize<V1PodSpec>(spec),
        };
        var main = KubernetesYaml.Deserialize<V1Container>(container);
        (main.Name, main.Image, main.Command) = ("main", main.Image ?? "sh:1", main.Command ?? ["sh", "-c", script]);
        pod.Spec.Containers = [main, .. pod.Spec.Containers ?? []];
        return Objects.CreateAsync(pod, "test", default);
    }

    public async Task<V1Pod> PodAsync(string name, Func<V1Pod, bool> isSo, string what) => await GetAsync(name, isSo, what);

    public async Task<T> GetAsync<T>(string name, Func<T, bool> isSo, string what) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        T? last = null;
        await UntilAsync(async () => (last = await Objects.GetAsync<T>(NamespaceName, name, default)) is { } found && isSo(found), what, () => last is null ? "it is not there" : KubernetesJson.Serialize(last));
        return last!;
    }

    public async Task<IReadOnlyList<V1Pod>> PodsAsync(string app) => [.. (await Objects.ListAsync<V1Pod>(NamespaceName, default)).Where(x => x.Metadata.Labels?.TryGetValue("app", out var value) == true && value == app)];

    public async Task<IReadOnlyList<string>> EventsAsync(string about) =>
        [.. (await Objects.ListAsync<Corev1Event>(NamespaceName, default)).Where(x => x.InvolvedObject.Name == about).Select(x => $"{x.Type} {x.Reason} {x.Message}")];

    /// <summary>What is done is seen a moment before it is told.</summary>
    public Task IsToldAsync(string about, string told) => UntilAsync(async () => (await EventsAsync(about)).Contains(told), $"'{told}' is told of {about}");

    public async Task<string> LogAsync(string pod, Func<PodLogRequest, PodLogRequest>? with = null)
    {
        using var text = new MemoryStream();
        var request = new PodLogRequest { NamespaceName = NamespaceName, PodName = pod, Container = "main" };
        await Pods.WriteAsync(with is null ? request : with(request), text, default);
        return Encoding.UTF8.GetString(text.ToArray());
    }

    public Task DeleteAsync<T>(string name, int? grace = null) where T : class, IKubernetesObject<V1ObjectMeta> => Objects.DeleteAsync<T>(NamespaceName, name, "Background", grace, default);

    public async Task UntilAsync(Func<Task<bool>> condition, string what, Func<string>? state = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (!await condition())
        {
            if (patience.IsCancellationRequested)
                Assert.Fail($"Not so within 90 s: {what}. {state?.Invoke()} Faults: {string.Join("; ", controllers.Faults.Concat(Pods.Faults).Concat(Services.Faults).TakeLast(5).Select(x => $"{x.Controller} {x.Key}: {x.Error}"))}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    public void HasNoFaults() => Assert.Empty(controllers.Faults.Concat(Pods.Faults).Concat(Services.Faults).Select(x => $"{x.Controller} {x.Key}: {x.Error}"));

    public Task<IPEndPoint> ServiceAsync(string name, string port) => Services.AddressAsync(NamespaceName, name, port, default);

    public async ValueTask DisposeAsync()
    {
        await Pods.DisposeAsync();
        await Services.DisposeAsync();
        await controllers.DisposeAsync();
        await cluster.DisposeAsync();
        addresses.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private static string ShellImage(string directory)
    {
        var folder = System.IO.Directory.CreateDirectory(Path.Combine(directory, "sh")).FullName;
        var program = Path.Combine(folder, "run");
        File.WriteAllText(program, "#!/bin/sh\necho started without a command\n");
        FilePermissions.Set(program, 0b111_101_101);
        return folder;
    }
}
