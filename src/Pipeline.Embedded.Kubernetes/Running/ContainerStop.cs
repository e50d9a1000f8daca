using k8s.Models;
using Pipeline.Embedded.Kubernetes.Running.Probing;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Ends a container as the kubelet does: preStop hook, SIGTERM, and when the grace period is over SIGKILL.</summary>
internal sealed class ContainerStop(PodServices services, ContainerEvents events)
{
    /// <summary>Answers when the process has ended.</summary>
    public async Task RunAsync(ProbeTarget target, TimeSpan grace, string message, CancellationToken abort)
    {
        await events.NormalAsync("Killing", message, abort);
        var started = services.Time.GetTimestamp();
        if (grace > TimeSpan.Zero && target.Container.Lifecycle?.PreStop is { } hook)
            await HookAsync(hook, target, grace, abort);

        var left = grace - services.Time.GetElapsedTime(started);
        target.Process.Signal(Signal(target.Container));
        if (!await EndsAsync(target, left > services.Timings.LeastGrace ? left : grace > TimeSpan.Zero ? services.Timings.LeastGrace : TimeSpan.FromSeconds(1), abort))
        {
            target.Process.Signal("KILL");
            await target.Process.Exited.WaitAsync(abort);
        }
    }

    private async Task HookAsync(V1LifecycleHandler hook, ProbeTarget target, TimeSpan grace, CancellationToken abort)
    {
        // A process that ends by itself while its hook still waits need not be waited for.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var outcome = LifecycleHook.RunAsync(hook, target, grace, services.Time, ended.Token);
        if (await Task.WhenAny(outcome, target.Process.Exited) != outcome)
        {
            await ended.CancelAsync();
            await ((Task)outcome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            abort.ThrowIfCancellationRequested();
            return;
        }

        if (await outcome is { Succeeded: false })
            await events.WarningAsync("FailedPreStopHook", "PreStopHook failed", abort);
    }

    private async Task<bool> EndsAsync(ProbeTarget target, TimeSpan limit, CancellationToken abort)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var ended = await Task.WhenAny(target.Process.Exited, Task.Delay(limit, services.Time, enough.Token)) == target.Process.Exited;
        await enough.CancelAsync();
        abort.ThrowIfCancellationRequested();
        return ended;
    }

    private static string Signal(V1Container container) => container.Lifecycle?.StopSignal is { Length: > 0 } signal ? signal.StartsWith("SIG", StringComparison.Ordinal) ? signal[3..] : signal : "TERM";
}
