using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Running.Statuses;
using Pipeline.Embedded.Kubernetes.Running.Volumes;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>One pod's life on the node: its volumes, init containers in order, containers side by side, its end.</summary>
internal sealed class PodWorker : IAsyncDisposable
{
    private static readonly TimeSpan ForcedGrace = TimeSpan.FromSeconds(1);

    private readonly PodServices services;
    private readonly V1Pod pod;
    private readonly string address;
    private readonly string directory;
    private readonly PodVolumes volumes;
    private readonly PodBoard board;
    private readonly List<ContainerWorker> workers;
    private readonly CancellationTokenSource abort = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private Task running = Task.CompletedTask;
    private DateTimeOffset deadline;
    private bool isDisposed;

    public PodWorker(PodServices services, V1Pod pod)
    {
        (this.services, this.pod) = (services, pod);
        var kept = pod.Status?.PodIP is { Length: > 0 } before && services.Addresses.TryKeep(before) ? before : null;
        address = kept ?? services.Addresses.NextPod().ToString();
        directory = Path.Combine(services.PodsDirectory, $"{pod.Metadata.NamespaceProperty}_{pod.Metadata.Name}_{pod.Metadata.Uid}");
        volumes = new PodVolumes(services.Objects, services.Tokens, pod, Path.Combine(directory, "volumes"), address);
        List<ContainerRecord> records = [.. (pod.Spec.InitContainers ?? []).Select(x => Record(x, true)), .. pod.Spec.Containers.Select(x => Record(x, false))];
        board = new PodBoard(services, pod, new PodFacts { PodIP = address, StartTime = services.Time.Now(), Containers = records });
        var launch = new ContainerLaunch(services, volumes, address);
        workers = [.. records.Select(x => new ContainerWorker(services, board, launch, x, Path.Combine(directory, x.Spec.Name)))];
    }

    public string Uid => pod.Metadata.Uid;

    public ObjectKey Key => ObjectKey.Of(pod);

    /// <summary>Whether a ConfigMap or Secret may stand in one of its volumes.</summary>
    public bool HasVolumesOfObjects => pod.Spec.Volumes?.Any(x => x.ConfigMap is not null || x.Secret is not null || x.Projected is not null) == true;

    public Task Ended => running;

    public void Start() => running = Task.Run(RunAsync);

    public ContainerWorker? Container(string name) => workers.Find(x => x.Record.Spec.Name == name);

    /// <summary>Tells the pod to end within its grace period; a shorter one may follow.</summary>
    public void Stop(TimeSpan grace)
    {
        lock (gate)
        {
            if (isDisposed)
                return;
            var until = services.Time.GetUtcNow() + grace;
            deadline = stopping.IsCancellationRequested && deadline < until ? deadline : until;
        }

        // Outside of the lock: what is told asks how much time is left.
        _ = CancelAsync();
    }

    /// <summary>The pod was removed without waiting for its processes.</summary>
    public void Force() => Stop(ForcedGrace);

    public Task RefreshVolumesAsync(V1Pod current, CancellationToken cancellationToken) => volumes.RefreshAsync(current, cancellationToken);

    /// <summary>Kills everything at once, as a node that loses its power. The objects stay as they are.</summary>
    public async ValueTask DisposeAsync()
    {
        await abort.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var worker in workers)
            worker.Dispose();
        board.Dispose();
        volumes.Dispose();
        abort.Dispose();
        lock (gate)
        {
            isDisposed = true;
            stopping.Dispose();
        }
    }

    private async Task CancelAsync()
    {
        try
        {
            await stopping.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    private async Task RunAsync()
    {
        using var writing = CancellationTokenSource.CreateLinkedTokenSource(abort.Token);
        var status = board.RunAsync(writing.Token);
        try
        {
            board.Change(x => x);
            await LiveAsync();
            await writing.CancelAsync();
            await status.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            board.Change(x => x with { IsOver = true });
            await board.WriteAsync(abort.Token);
            // The process is over, but the object stays until someone deletes it.
            await stopping.Token.WhenCancelledAsync(abort.Token);
            await RemoveAsync();
        }
        finally
        {
            await writing.CancelAsync();
            await status.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            services.Addresses.GiveBack(address);
        }
    }

    private async Task LiveAsync()
    {
        // The end of the pod, from outside or by its own deadline, ends each part in its order.
        using var expiry = pod.Spec.ActiveDeadlineSeconds is { } seconds ? services.Time.CreateTimer(_ => Expire(), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan) : null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, abort.Token);
        try
        {
            await PrepareAsync(ending.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }

        var sidecars = new List<(ContainerWorker Worker, Task Running)>();
        var initialized = await InitializeAsync(sidecars, ending.Token);
        if (initialized)
            await MainAsync();

        foreach (var (worker, task) in Enumerable.Reverse(sidecars))
        {
            worker.Stop(Left);
            await task;
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await volumes.PrepareAsync(cancellationToken);
                board.Change(x => x with { IsSandboxReady = true });
                return;
            }
            catch (VolumeProblem problem)
            {
                await services.Events.WarningAsync(pod, "FailedMount", problem.Message, cancellationToken);
                await Task.Delay(services.Timings.Retry, services.Time, cancellationToken);
            }
        }
    }

    private async Task<bool> InitializeAsync(List<(ContainerWorker, Task)> sidecars, CancellationToken ending)
    {
        foreach (var worker in workers.Where(x => x.Record.Kind != ContainerKind.Main))
        {
            if (ending.IsCancellationRequested)
                return false;

            var task = worker.RunAsync(abort.Token);
            if (worker.Record.Kind == ContainerKind.Sidecar)
            {
                sidecars.Add((worker, task));
                await StartedAsync(worker.Record, ending);
                continue;
            }

            await using var told = stopping.Token.Register(() => worker.Stop(Left));
            if (await task is not 0)
                return false;
        }

        board.Change(() =>
        {
            foreach (var record in board.Facts.Mains.Where(x => x.State.Waiting?.Reason == "PodInitializing"))
                record.State = ContainerStates.Waiting("ContainerCreating");
        });
        return !ending.IsCancellationRequested;
    }

    // A sidecar's start is noted on the board, which tells nobody; looked at ten times a second.
    private async Task StartedAsync(ContainerRecord record, CancellationToken ending)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), services.Time);
        while (!record.HasStarted && !ending.IsCancellationRequested)
            await timer.WaitForNextTickAsync(CancellationToken.None);
    }

    private async Task MainAsync()
    {
        var mains = workers.Where(x => x.Record.Kind == ContainerKind.Main).ToList();
        var tasks = mains.Select(x => x.RunAsync(abort.Token)).ToList();
        await using var told = stopping.Token.Register(() => mains.ForEach(x => x.Stop(Left)));
        await Task.WhenAll(tasks);
    }

    private async Task RemoveAsync()
    {
        // A StatefulSet's next pod has the same name.
        if ((await services.Objects.GetAsync<V1Pod>(pod.Metadata.NamespaceProperty, pod.Metadata.Name, abort.Token))?.Metadata.Uid == pod.Metadata.Uid)
            await services.Objects.DeleteAsync<V1Pod>(pod.Metadata.NamespaceProperty, pod.Metadata.Name, "Background", 0, abort.Token);
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
    }

    private void Expire()
    {
        board.Change(x => x with { Failure = ("DeadlineExceeded", "Pod was active on the node longer than the specified deadline") });
        foreach (var worker in workers)
            worker.Stop(() => TimeSpan.FromSeconds(pod.Spec.TerminationGracePeriodSeconds ?? 30));
    }

    private TimeSpan Left()
    {
        lock (gate)
            return !stopping.IsCancellationRequested ? TimeSpan.FromSeconds(pod.Spec.TerminationGracePeriodSeconds ?? 30) : deadline > services.Time.GetUtcNow() ? deadline - services.Time.GetUtcNow() : TimeSpan.Zero;
    }

    // A pod that ran before this program was started again goes on counting.
    private ContainerRecord Record(V1Container spec, bool isInit)
    {
        var before = (isInit ? pod.Status?.InitContainerStatuses : pod.Status?.ContainerStatuses)?.FirstOrDefault(x => x.Name == spec.Name);
        var hasRun = before?.State?.Running is not null || before?.State?.Terminated is not null;
        return new ContainerRecord(spec, ContainerRecord.KindOf(spec, isInit))
        {
            RestartCount = (before?.RestartCount ?? 0) + (hasRun ? 1 : 0),
            LastState = before?.State?.Running is { } ran ? ContainerStates.Terminated(255, ran.StartedAt, services.Time.Now(), before.ContainerID, null, "Unknown") : before?.LastState,
            State = ContainerStates.Waiting(pod.Spec.InitContainers is { Count: > 0 } ? "PodInitializing" : "ContainerCreating"),
        };
    }
}
