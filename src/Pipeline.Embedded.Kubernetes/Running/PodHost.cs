using System.Collections.Concurrent;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Controlling.Services;
using Pipeline.Embedded.Kubernetes.Images;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running.Logs;
using Pipeline.Embedded.Kubernetes.Running.Processes;
using Pipeline.Embedded.Kubernetes.Running.Scheduling;
using Pipeline.Embedded.Kubernetes.Running.Variables;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>The node: pods given to it run as processes of this machine. Runs until it is disposed; then every process is killed.</summary>
internal sealed class PodHost : IController, IPodLogs, IAsyncDisposable
{
    private readonly PodHostRequest request;
    private readonly PodServices services;
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<string, PodWorker> workers = new();
    private readonly ConcurrentQueue<ControllerFault> faults = new();
    private readonly List<WorkQueue> queues = [];
    private Task running = Task.CompletedTask;

    private PodHost(PodHostRequest request)
    {
        this.request = request;
        var time = request.Options.Time;
        services = new PodServices
        {
            Objects = request.Objects,
            Time = time,
            Events = new EventRecorder(request.Objects, time, new EventSource("kubelet", ManagerNames.Kubelet, NodeFacts.Name)),
            Images = new ImageStore(request.Options.Images, Path.Combine(request.Directory, "images")),
            Tools = HostTools.Find(),
            Addresses = request.Addresses,
            Timings = request.Timings,
            PodsDirectory = Path.Combine(request.Directory, "pods"),
            Tokens = request.Tokens,
            ServiceLinks = LinksAsync,
        };
    }

    /// <inheritdoc/>
    public string Name => "kubelet";

    /// <summary>The last looks at pods that failed, oldest first. Each was, or will be, tried again.</summary>
    public IReadOnlyList<ControllerFault> Faults => [.. faults];

    /// <summary>Registers the node and runs every pod that is given to it, those of an earlier run included.</summary>
    /// <exception cref="Errors.PipelineException">PIPE9100: pods can't run here.</exception>
    public static async Task<PodHost> StartAsync(PodHostRequest request, CancellationToken cancellationToken)
    {
        var host = new PodHost(request);
        LeftoverProcesses.Kill(host.services.PodsDirectory);
        await EarlierRun.CleanUpAsync(request.Objects, host.services.PodsDirectory, cancellationToken);
        await NodeObject.EnsureAsync(request.Objects, request.Options.Time, cancellationToken);

        var changes = new ChangeFeed(request.Objects, request.Options.Time);
        var loops = new List<Task>();
        var token = host.stopping.Token;
        foreach (var controller in (IController[])[new PodScheduler(request.Objects, request.Options.Time), host])
        {
            var queue = new WorkQueue(request.Options.Time);
            host.queues.Add(queue);
            controller.Subscribe(changes, queue);
            loops.Add(Task.Run(() => new ControllerLoop(controller, queue, host.faults.Enqueue).RunAsync(token), CancellationToken.None));
        }

        host.running = Task.WhenAll([Task.Run(() => changes.RunAsync(token), CancellationToken.None), .. loops]);
        return host;
    }

    /// <inheritdoc/>
    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        changes.On<V1Pod>(x =>
        {
            if (x.Value.Spec.NodeName != NodeFacts.Name)
                return;
            if (x.Kind == ChangeKind.Deleted && workers.TryGetValue(x.Value.Metadata.Uid, out var worker))
                worker.Force();
            else
                queue.Add(ObjectKey.Of(x.Value));
        });
        // A changed ConfigMap or Secret is a change of every pod of its namespace that may show it.
        changes.On<V1ConfigMap>(x => AddAll(queue, x.Value.Metadata.NamespaceProperty));
        changes.On<V1Secret>(x => AddAll(queue, x.Value.Metadata.NamespaceProperty));
    }

    /// <inheritdoc/>
    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await request.Objects.GetAsync<V1Pod>(key.NamespaceName, key.Name, cancellationToken) is not { } pod || pod.Spec.NodeName != NodeFacts.Name)
            return null;

        if (!workers.TryGetValue(pod.Metadata.Uid, out var worker))
        {
            if (pod.IsFinished() || (pod.Metadata.DeletionTimestamp is not null && pod.Status?.ContainerStatuses is null))
            {
                // Nothing of it runs here any more.
                if (pod.Metadata.DeletionTimestamp is not null && pod.Metadata.Finalizers is not { Count: > 0 })
                    await request.Objects.DeleteAsync<V1Pod>(key.NamespaceName, key.Name, "Background", 0, cancellationToken);
                return null;
            }

            if (EarlierRun.IsInterrupted(pod))
            {
                await EarlierRun.FailAsync(request.Objects, pod, request.Options.Time.Now(), cancellationToken);
                return null;
            }

            pod = await MapPortsAsync(pod, cancellationToken);
            worker = workers[pod.Metadata.Uid] = new PodWorker(services, pod);
            worker.Start();
            _ = ForgetAsync(worker);
        }

        if (pod.Metadata.DeletionTimestamp is not null)
            worker.Stop(TimeSpan.FromSeconds(pod.Metadata.DeletionGracePeriodSeconds ?? pod.Spec.TerminationGracePeriodSeconds ?? 30));
        else
            await worker.RefreshVolumesAsync(pod, cancellationToken);
        return null;
    }

    /// <inheritdoc/>
    public async Task<bool> WriteAsync(PodLogRequest request, Stream destination, CancellationToken cancellationToken)
    {
        if (await this.request.Objects.GetAsync<V1Pod>(request.NamespaceName, request.PodName, cancellationToken) is not { } pod
            || pod.Spec.Containers.Concat(pod.Spec.InitContainers ?? []).All(x => x.Name != request.Container))
            return false;

        var container = workers.TryGetValue(pod.Metadata.Uid, out var worker) ? worker.Container(request.Container) : null;
        var directory = Path.Combine(services.PodsDirectory, $"{pod.Metadata.NamespaceProperty}_{pod.Metadata.Name}_{pod.Metadata.Uid}", request.Container);
        var incarnations = Directory.Exists(directory) ? Directory.GetFiles(directory, "*.log").Select(x => int.Parse(Path.GetFileNameWithoutExtension(x), System.Globalization.CultureInfo.InvariantCulture)).Order().ToList() : [];
        var index = incarnations.Count - (request.Previous ? 2 : 1);
        if (index < 0)
            return false;

        var path = Path.Combine(directory, $"{incarnations[index]}.log");
        await LogReading.WriteAsync(path, container?.Log is { } live && live.Path == path ? live : null, request, destination, cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(workers.Values.Select(x => x.DisposeAsync().AsTask()));
        foreach (var queue in queues)
            queue.Dispose();
        stopping.Dispose();
    }

    private void AddAll(WorkQueue queue, string? namespaceName)
    {
        foreach (var worker in workers.Values.Where(x => x.Key.NamespaceName == namespaceName && x.HasVolumesOfObjects))
            queue.Add(worker.Key);
    }

    // Where all pods share one address, each port that a container declares gets a free one, noted on the pod for probes, Endpoints and Services.
    private async Task<V1Pod> MapPortsAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        if (request.Addresses.HasAddresses)
            return pod;

        var annotations = new Dictionary<string, string>(pod.Metadata.Annotations ?? new Dictionary<string, string>());
        foreach (var port in pod.Spec.Containers.SelectMany(x => x.Ports ?? []).Select(x => x.ContainerPort).Distinct())
            annotations.TryAdd(PodPorts.AnnotationFor(port), Addresses.FreePort.Find().ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (annotations.Count == (pod.Metadata.Annotations?.Count ?? 0))
            return pod;

        pod.Metadata.Annotations = annotations;
        return await request.Objects.UpdateAsync(pod, ManagerNames.Kubelet, cancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, string>> LinksAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        var wanted = pod.Spec.EnableServiceLinks != false ? await request.Objects.ListAsync<V1Service>(pod.Metadata.NamespaceProperty, cancellationToken) : [];
        return ServiceLinks.Of(wanted, request.FindService, request.ApiServer);
    }

    private async Task ForgetAsync(PodWorker worker)
    {
        await worker.Ended.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (stopping.IsCancellationRequested || !workers.TryRemove(worker.Uid, out _))
            return;

        if (worker.Ended.Exception?.InnerException is { } error)
            faults.Enqueue(new ControllerFault(Name, worker.Key, error));
        await worker.DisposeAsync();
    }
}
