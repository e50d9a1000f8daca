using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>What controllers want to know of a pod.</summary>
internal static class PodStates
{
    public static bool IsFinished(this V1Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";

    public static bool IsActive(this V1Pod pod) => !pod.IsFinished() && pod.Metadata.DeletionTimestamp is null;

    public static bool IsTerminating(this V1Pod pod) => !pod.IsFinished() && pod.Metadata.DeletionTimestamp is not null;

    public static bool IsReady(this V1Pod pod) => pod.ReadyCondition() is { Status: "True" };

    public static V1PodCondition? ReadyCondition(this V1Pod pod) => pod.Status?.Conditions?.FirstOrDefault(x => x.Type == "Ready");

    public static bool IsAvailable(this V1Pod pod, int minReadySeconds, DateTime now) =>
        pod.IsReady() && (minReadySeconds == 0 || (pod.ReadyCondition()!.LastTransitionTime is { } since && since.AddSeconds(minReadySeconds) <= now));

    /// <summary>How long until the first of these pods has been ready for long enough; null where none is waiting for that.</summary>
    public static TimeSpan? UntilAvailable(this IEnumerable<V1Pod> pods, int minReadySeconds, DateTime now)
    {
        var waits = pods.Where(x => x.IsReady() && !x.IsAvailable(minReadySeconds, now))
            .Select(x => (x.ReadyCondition()!.LastTransitionTime ?? now).AddSeconds(minReadySeconds) - now)
            .ToList();
        return waits.Count == 0 ? null : waits.Min() + TimeSpan.FromMilliseconds(10);
    }

    public static int Restarts(this V1Pod pod) => pod.Status?.ContainerStatuses?.Sum(x => x.RestartCount) ?? 0;
}
