using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running.Probing;

/// <summary>Asks again and again, from the container's start to its end.</summary>
/// <param name="kind">What it decides.</param>
/// <param name="probe">What to ask, how often, how many times.</param>
/// <param name="time">The clock.</param>
internal sealed class ProbeLoop(ProbeKind kind, V1Probe probe, TimeProvider time)
{
    /// <summary>Tells of each failed probe.</summary>
    public required Func<string, Task> FailedAsync { get; init; }

    /// <summary>Tells of each state that was reached; ends the loop by answering false.</summary>
    public required Func<bool, bool> Reached { get; init; }

    public async Task RunAsync(ProbeTarget target, DateTimeOffset containerStarted, CancellationToken cancellationToken)
    {
        var counter = new ProbeCounter(probe);
        var first = containerStarted.AddSeconds(probe.InitialDelaySeconds ?? 0) - time.GetUtcNow();
        if (first > TimeSpan.Zero)
            await Task.Delay(first, time, cancellationToken);

        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(probe.PeriodSeconds ?? 10), time);
        do
        {
            var outcome = await ProbeAction.RunAsync(probe, target, cancellationToken);
            if (!outcome.Succeeded)
                await FailedAsync($"{kind} probe failed: {outcome.Output}");
            if (counter.Add(outcome.Succeeded) is { } state && !Reached(state))
                return;
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
