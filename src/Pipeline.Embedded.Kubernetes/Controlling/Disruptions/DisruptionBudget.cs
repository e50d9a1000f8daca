using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Disruptions;

/// <summary>The status of a PodDisruptionBudget. Pure.</summary>
internal static class DisruptionBudget
{
    /// <param name="budget">The budget.</param>
    /// <param name="pods">The pods that it selects.</param>
    /// <param name="controllerReplicas">How many pods their controllers want in all.</param>
    /// <param name="now">The time of a changed condition.</param>
    public static V1PodDisruptionBudgetStatus Status(V1PodDisruptionBudget budget, IReadOnlyList<V1Pod> pods, int controllerReplicas, DateTime now)
    {
        int expected, desired;
        if (budget.Spec.MaxUnavailable is { } maxUnavailable)
        {
            expected = controllerReplicas;
            desired = Math.Max(0, expected - IntOrPercent.Of(maxUnavailable, expected, roundUp: true));
        }
        else
        {
            var minAvailable = budget.Spec.MinAvailable ?? 1;
            var isShare = minAvailable.Value.EndsWith('%');
            expected = isShare ? controllerReplicas : pods.Count;
            desired = IntOrPercent.Of(minAvailable, expected, roundUp: true);
        }

        var healthy = pods.Count(x => x.Metadata.DeletionTimestamp is null && x.IsReady());
        var allowed = expected > 0 ? Math.Max(0, healthy - desired) : 0;
        return new V1PodDisruptionBudgetStatus
        {
            ExpectedPods = expected,
            DesiredHealthy = desired,
            CurrentHealthy = healthy,
            DisruptionsAllowed = allowed,
            DisruptedPods = budget.Status?.DisruptedPods,
            ObservedGeneration = budget.Metadata.Generation,
            Conditions = [Condition(budget, allowed, now)],
        };
    }

    private static V1Condition Condition(V1PodDisruptionBudget budget, int allowed, DateTime now)
    {
        var status = allowed > 0 ? "True" : "False";
        var current = budget.Status?.Conditions?.FirstOrDefault(x => x.Type == "DisruptionAllowed");
        return new V1Condition
        {
            Type = "DisruptionAllowed",
            Status = status,
            Reason = allowed > 0 ? "SufficientPods" : "InsufficientPods",
            Message = "",
            ObservedGeneration = budget.Metadata.Generation,
            LastTransitionTime = current?.Status == status ? current.LastTransitionTime : now,
        };
    }
}
