using System.Collections.Concurrent;
using Pipeline.Kubernetes.Applying.Crashing;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Applying;

/// <summary>What the parts of a run share.</summary>
internal sealed record RunContext(Cluster Cluster, DeployerOptions Options, ICrashPoints CrashPoints, IProgress<DeployProgress>? Progress)
{
    /// <summary>Warnings of this run, in the order that they came.</summary>
    public ConcurrentQueue<string> Warnings { get; } = new();

    public void Report(DeployProgressKind kind, string message, ObjectReference? reference = null) => Progress?.Report(new DeployProgress { Kind = kind, Reference = reference, Message = message });

    public void Warn(string message, ObjectReference? reference = null)
    {
        if (Warnings.Contains(message))
            return;
        Warnings.Enqueue(message);
        Report(DeployProgressKind.Warning, message, reference);
    }
}
