using k8s.Models;
using Pipeline.Embedded.Kubernetes.Running.Probing;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>A running container's probes: the startup probe first, then readiness and liveness side by side.</summary>
internal sealed class ContainerProbes(PodServices services, PodBoard board, ContainerRecord record, ContainerEvents events)
{
    private readonly TaskCompletionSource<ProbeVerdict> verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a probe says that the container must be started again.</summary>
    public Task<ProbeVerdict> Failed => verdict.Task;

    /// <param name="target">The container.</param>
    /// <param name="stopping">Cancelled when the container is told to end: only readiness is asked then.</param>
    /// <param name="cancellationToken">Cancelled when it has ended.</param>
    public async Task RunAsync(ProbeTarget target, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var started = services.Time.GetUtcNow();
        using var living = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        try
        {
            if (record.Spec.StartupProbe is { } startup && !await StartAsync(startup, target, started, living.Token))
                return;

            board.Change(() => (record.HasStarted, record.IsReady) = (true, record.Spec.ReadinessProbe is null));
            await Task.WhenAll(ReadinessAsync(target, started, cancellationToken), LivenessAsync(target, started, living.Token));
        }
        catch (OperationCanceledException)
        {
            // The container is over, or told to end.
        }
    }

    private async Task<bool> StartAsync(V1Probe probe, ProbeTarget target, DateTimeOffset started, CancellationToken cancellationToken)
    {
        var hasStarted = false;
        await Loop(ProbeKind.Startup, probe, state => (hasStarted = state) ? false : Fail(ProbeKind.Startup, probe), cancellationToken).RunAsync(target, started, cancellationToken);
        return hasStarted;
    }

    private Task ReadinessAsync(ProbeTarget target, DateTimeOffset started, CancellationToken cancellationToken) => record.Spec.ReadinessProbe is not { } probe
        ? Task.CompletedTask
        : Loop(ProbeKind.Readiness, probe, Ready, cancellationToken).RunAsync(target, started, cancellationToken);

    private async Task LivenessAsync(ProbeTarget target, DateTimeOffset started, CancellationToken cancellationToken)
    {
        try
        {
            if (record.Spec.LivenessProbe is { } probe)
                await Loop(ProbeKind.Liveness, probe, state => state || Fail(ProbeKind.Liveness, probe), cancellationToken).RunAsync(target, started, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Readiness goes on to be asked.
        }
    }

    private ProbeLoop Loop(ProbeKind kind, V1Probe probe, Func<bool, bool> reached, CancellationToken cancellationToken) => new(kind, probe, services.Time)
    {
        FailedAsync = message => events.WarningAsync("Unhealthy", message, cancellationToken),
        Reached = reached,
    };

    private bool Ready(bool state)
    {
        if (record.IsReady != state)
            board.Change(() => record.IsReady = state);
        return true;
    }

    private bool Fail(ProbeKind kind, V1Probe probe)
    {
        var grace = probe.TerminationGracePeriodSeconds ?? board.Pod.Spec.TerminationGracePeriodSeconds ?? 30;
        verdict.TrySetResult(new ProbeVerdict(kind, TimeSpan.FromSeconds(grace)));
        return false;
    }
}
