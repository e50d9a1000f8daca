using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Running.Probing;

/// <summary>When so many probes in a row mean that the state changed.</summary>
internal sealed class ProbeCounter(V1Probe probe)
{
    private bool? last;
    private int run;

    /// <summary>The new state when this outcome reached its threshold, else null.</summary>
    public bool? Add(bool succeeded)
    {
        run = last == succeeded ? run + 1 : 1;
        last = succeeded;
        return run >= (succeeded ? probe.SuccessThreshold ?? 1 : probe.FailureThreshold ?? 3) ? succeeded : null;
    }
}
