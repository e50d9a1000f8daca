using k8s.Models;
using Pipeline.Embedded.Kubernetes.Running.Probing;

namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Runs a postStart or preStop hook.</summary>
internal static class LifecycleHook
{
    public static async Task<ProbeOutcome> RunAsync(V1LifecycleHandler hook, ProbeTarget target, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        if (hook.Exec is { } exec)
            return await ProbeAction.ExecAsync(exec.Command, target, limit, cancellationToken);
        if (hook.HttpGet is { } http)
            return await ProbeAction.HttpAsync(http, target, limit, cancellationToken);
        if (hook.Sleep is { } sleep)
        {
            var wanted = TimeSpan.FromSeconds(sleep.Seconds);
            await Task.Delay(wanted < limit ? wanted : limit, time, cancellationToken);
        }

        return new ProbeOutcome(true, "");
    }
}
