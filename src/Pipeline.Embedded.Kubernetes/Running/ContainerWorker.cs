using System.ComponentModel;
using System.Security.Cryptography;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling;
using Pipeline.Embedded.Kubernetes.Images;
using Pipeline.Embedded.Kubernetes.Running.Logs;
using Pipeline.Embedded.Kubernetes.Running.Probing;
using Pipeline.Embedded.Kubernetes.Running.Processes;
using Pipeline.Embedded.Kubernetes.Running.Variables;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>One container's life: image, settings, process, probes, its end, and again as the restart policy says.</summary>
internal sealed class ContainerWorker : IDisposable
{
    private readonly PodServices services;
    private readonly PodBoard board;
    private readonly ContainerLaunch launch;
    private readonly ContainerRecord record;
    private readonly ContainerEvents events;
    private readonly string directory;
    private readonly CancellationTokenSource stopping = new();
    private Func<TimeSpan> grace = () => TimeSpan.Zero;
    private readonly Lock gate = new();
    private volatile LogFile? log;
    private bool isDisposed;

    public ContainerWorker(PodServices services, PodBoard board, ContainerLaunch launch, ContainerRecord record, string directory)
    {
        (this.services, this.board, this.launch, this.record, this.directory) = (services, board, launch, record, directory);
        events = new ContainerEvents(services, board.Pod, record);
    }

    public ContainerRecord Record => record;

    /// <summary>The output of the incarnation that runs now, or ran last.</summary>
    public LogFile? Log => log;

    public string LogPath(int incarnation) => Path.Combine(directory, $"{incarnation}.log");

    /// <summary>Tells it to end; it has as long as <paramref name="left"/> says when it comes to that.</summary>
    public void Stop(Func<TimeSpan> left)
    {
        lock (gate)
        {
            if (isDisposed)
                return;
            grace = left;
            stopping.Cancel();
        }
    }

    /// <summary>Until it is over for good. Answers its last exit code; null where it never ran to an end.</summary>
    public async Task<int?> RunAsync(CancellationToken abort)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token, abort);
        var backOff = new BackOff(services.Timings);
        int? code = null;
        try
        {
            while (true)
            {
                var image = await new ImagePull(services, board, record, events).RunAsync(either.Token);
                var spec = await ConfigureAsync(image, either.Token);
                var began = services.Time.GetTimestamp();
                code = await OnceAsync(image, spec, abort);
                if (stopping.IsCancellationRequested || !IsStartedAgain(code.Value))
                    break;
                await WaitAsync(backOff.Next(services.Time.GetElapsedTime(began)), either.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !abort.IsCancellationRequested)
        {
            // Told to end while it waited.
        }

        board.Change(() => (record.IsOver, record.IsReady) = (true, false));
        return code;
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            stopping.Dispose();
        }
    }

    private bool IsStartedAgain(int code) => record.Kind switch
    {
        ContainerKind.Sidecar => true,
        ContainerKind.Init => code != 0 && board.Pod.Spec.RestartPolicy != "Never",
        _ => board.Pod.Spec.RestartPolicy switch { "Never" => false, "OnFailure" => code != 0, _ => true },
    };

    private async Task<ProcessSpec> ConfigureAsync(ContainerImage image, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var current = await services.Objects.GetAsync<V1Pod>(board.Pod.Metadata.NamespaceProperty, board.Pod.Metadata.Name, cancellationToken) ?? board.Pod;
                return await launch.SpecAsync(current, record.Spec, image, directory, cancellationToken);
            }
            catch (ConfigurationProblem problem)
            {
                board.Change(() => record.State = ContainerStates.Waiting("CreateContainerConfigError", problem.Message));
                await events.WarningAsync("Failed", $"Error: {problem.Message}", cancellationToken);
            }

            await Task.Delay(services.Timings.Retry, services.Time, cancellationToken);
        }
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait > TimeSpan.Zero)
        {
            var message = $"back-off {Text(wait)} restarting failed container={record.Spec.Name} pod={events.PodName}";
            board.Change(() => (record.LastState, record.State) = (record.State, ContainerStates.Waiting("CrashLoopBackOff", message)));
            await events.WarningAsync("BackOff", $"Back-off restarting failed container {record.Spec.Name} in pod {events.PodName}", cancellationToken);
            await Task.Delay(wait, services.Time, cancellationToken);
        }
        else
        {
            board.Change(() => record.LastState = record.State);
        }

        board.Change(() => record.RestartCount++);
    }

    private async Task<int> OnceAsync(ContainerImage image, ProcessSpec spec, CancellationToken abort)
    {
        var id = $"embedded://{RandomNumberGenerator.GetHexString(64, lowercase: true)}";
        foreach (var missing in launch.NotShown(record.Spec))
            await events.WarningAsync("VolumeNotShown", missing, abort);
        await events.NormalAsync("Created", $"Created container: {record.Spec.Name}", abort);
        if (Start(image, spec) is not { } process)
            return await NotStartedAsync(spec, id, abort);

        await process.SetUpAsync(CancellationToken.None);
        var since = services.Time.Now();
        board.Change(() => (record.ContainerId, record.State, record.HasStarted, record.IsReady) = (id, ContainerStates.Running(since), false, false));
        await events.NormalAsync("Started", $"Started container {record.Spec.Name}", abort);
        var target = new ProbeTarget(board.Pod, record.Spec, board.Facts.PodIP, process);
        try
        {
            await LiveAsync(target, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            process.Signal("KILL");
            await process.Exited;
            throw;
        }

        var code = await process.Exited;
        var last = code != 0 && record.Spec.TerminationMessagePolicy == "FallbackToLogsOnError" ? await TerminationMessage.ReadAsync(log!.Path, abort) : null;
        board.Change(() => (record.State, record.IsReady, record.HasStarted) = (ContainerStates.Terminated(code, since, services.Time.Now(), id, last), false, false));
        return code;
    }

    private ContainerProcess? Start(ContainerImage image, ProcessSpec spec)
    {
        log = new LogFile(LogPath(record.RestartCount), services.Time);
        try
        {
            return ContainerLaunch.Exists(spec, image) ? ContainerProcess.Start(spec, services.Tools, log) : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private async Task<int> NotStartedAsync(ProcessSpec spec, string id, CancellationToken cancellationToken)
    {
        const int cannotStart = 128;
        var why = spec.Command[0].Contains('/') ? $"stat {spec.Command[0]}: no such file or directory" : "executable file not found in $PATH";
        var message = $"failed to create containerd task: failed to create shim task: OCI runtime create failed: unable to start container process: exec: \"{spec.Command[0]}\": {why}: unknown";
        var now = services.Time.Now();
        await log!.DisposeAsync();
        board.Change(() => (record.ContainerId, record.State) = (id, ContainerStates.Terminated(cannotStart, null, now, id, message, "StartError")));
        await events.WarningAsync("Failed", $"Error: {message}", cancellationToken);
        return cannotStart;
    }

    private async Task LiveAsync(ProbeTarget target, CancellationToken abort)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var probes = new ContainerProbes(services, board, record, events);
        var stop = new ContainerStop(services, events);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stopping.Token.Register(() => told.TrySetResult());
        await using var aborted = abort.Register(() => told.TrySetCanceled(abort));

        var asking = Task.CompletedTask;
        if (await StartedWellAsync(target, stop, told.Task, abort))
            asking = probes.RunAsync(target, stopping.Token, over.Token);
        try
        {
            var first = await Task.WhenAny(target.Process.Exited, probes.Failed, told.Task);
            if (first == probes.Failed)
            {
                var (kind, time) = await probes.Failed;
                await stop.RunAsync(target, Until(time), $"Container {record.Spec.Name} failed {kind.ToString().ToLowerInvariant()} probe, will be restarted", abort);
            }
            else if (first == told.Task)
            {
                await told.Task;
                await stop.RunAsync(target, grace, $"Stopping container {record.Spec.Name}", abort);
            }
        }
        finally
        {
            await over.CancelAsync();
            await asking;
        }
    }

    // A container whose postStart hook fails is ended.
    private async Task<bool> StartedWellAsync(ProbeTarget target, ContainerStop stop, Task told, CancellationToken abort)
    {
        if (record.Spec.Lifecycle?.PostStart is not { } hook)
            return true;

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var running = LifecycleHook.RunAsync(hook, target, TimeSpan.FromMinutes(10), services.Time, enough.Token);
        if (await Task.WhenAny(running, target.Process.Exited, told) != running)
        {
            await enough.CancelAsync();
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }

        if ((await running).Succeeded)
            return true;

        await events.WarningAsync("FailedPostStartHook", "PostStartHook failed", abort);
        await stop.RunAsync(target, Until(TimeSpan.FromSeconds(board.Pod.Spec.TerminationGracePeriodSeconds ?? 30)), "FailedPostStartHook", abort);
        return false;
    }

    private Func<TimeSpan> Until(TimeSpan limit)
    {
        var end = services.Time.GetUtcNow() + limit;
        return () => end - services.Time.GetUtcNow();
    }

    private static string Text(TimeSpan wait) => wait.TotalMinutes >= 1 ? $"{(int)wait.TotalMinutes}m{wait.Seconds}s" : wait.TotalSeconds >= 1 ? $"{wait.TotalSeconds:0.###}s" : $"{wait.TotalMilliseconds:0}ms";
}
