using k8s.Models;
using Pipeline.Embedded.Kubernetes.Running.Probing;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Ends a container as the kubelet does: preStop hook, SIGTERM, and when the grace period is over SIGKILL.</summary>
internal sealed class ContainerStop(PodServices services, ContainerEvents events)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ForcedGrace = TimeSpan.FromSeconds(1);

    /// <summary>Answers when the process has ended.</summary>
    /// <param name="target">The container.</param>
    /// <param name="left">How much of its time it still has; may become less while it ends.</param>
    /// <param name="message">What is told of it.</param>
    /// <param name="abort">Gives up.</param>
    public async Task RunAsync(ProbeTarget target, Func<TimeSpan> left, string message, CancellationToken abort)
    {
        await events.NormalAsync("Killing", message, abort);
        var grace = left();
        if (grace > TimeSpan.Zero && target.Container.Lifecycle?.PreStop is { } hook)
            await HookAsync(hook, target, left, abort);

        target.Process.Signal(Signal(target.Container));
        if (!await EndsAsync(target, left, grace > TimeSpan.Zero ? services.Timings.LeastGrace : ForcedGrace, abort))
        {
            target.Process.Signal("KILL");
            await target.Process.Exited.WaitAsync(abort);
        }
    }

    private async Task HookAsync(V1LifecycleHandler hook, ProbeTarget target, Func<TimeSpan> left, CancellationToken abort)
    {
        // A process that ends by itself while its hook still waits need not be waited for.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(abort);
        var outcome = LifecycleHook.RunAsync(hook, target, left(), services.Time, ended.Token);
        while (!outcome.IsCompleted && !target.Process.Exited.IsCompleted && left() > TimeSpan.Zero)
            await Task.WhenAny(outcome, target.Process.Exited, Task.Delay(Look, services.Time, abort));
        if (!outcome.IsCompleted)
        {
            await ended.CancelAsync();
            await ((Task)outcome).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            abort.ThrowIfCancellationRequested();
            return;
        }

        if (await outcome is { Succeeded: false })
            await events.WarningAsync("FailedPreStopHook", "PreStopHook failed", abort);
    }

    private async Task<bool> EndsAsync(ProbeTarget target, Func<TimeSpan> left, TimeSpan least, CancellationToken abort)
    {
        var signalled = services.Time.GetTimestamp();
        while (!target.Process.Exited.IsCompleted && (left() > TimeSpan.Zero || services.Time.GetElapsedTime(signalled) < least))
            await Task.WhenAny(target.Process.Exited, Task.Delay(Look, services.Time, abort));
        abort.ThrowIfCancellationRequested();
        return target.Process.Exited.IsCompleted;
    }

    private static string Signal(V1Container container) => container.Lifecycle?.StopSignal is { Length: > 0 } signal ? signal.StartsWith("SIG", StringComparison.Ordinal) ? signal[3..] : signal : "TERM";
}
