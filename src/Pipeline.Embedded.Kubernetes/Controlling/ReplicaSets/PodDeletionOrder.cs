using System.Globalization;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.ReplicaSets;

/// <summary>Which pods go first when there are too many: those that serve least.</summary>
internal static class PodDeletionOrder
{
    private const string Cost = "controller.kubernetes.io/pod-deletion-cost";

    public static IEnumerable<V1Pod> Order(IEnumerable<V1Pod> pods, DateTime now) => pods
        .OrderBy(x => string.IsNullOrEmpty(x.Spec.NodeName) ? 0 : 1)
        .ThenBy(x => x.Status?.Phase switch { "Running" => 2, "Unknown" => 1, _ => 0 })
        .ThenBy(x => x.IsReady() ? 1 : 0)
        .ThenBy(CostOf)
        .ThenBy(x => Magnitude(x.ReadyCondition() is { Status: "True" } ready ? ready.LastTransitionTime : null, now))
        .ThenByDescending(x => x.Restarts())
        .ThenBy(x => Magnitude(x.Metadata.CreationTimestamp, now))
        .ThenBy(x => x.Metadata.Uid, StringComparer.Ordinal);

    // Ages in powers of two (LogarithmicScaleDown): of pods about equally old it is chance who goes.
    private static int Magnitude(DateTime? since, DateTime now) => since is { } time && now > time ? (int)Math.Log2((now - time).TotalSeconds + 1) : 0;

    private static int CostOf(V1Pod pod) =>
        pod.Metadata.Annotations is { } annotations && annotations.TryGetValue(Cost, out var text) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cost) ? cost : 0;
}
