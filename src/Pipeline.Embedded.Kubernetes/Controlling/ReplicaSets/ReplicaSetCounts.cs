using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.ReplicaSets;

/// <summary>A ReplicaSet's status. Pure.</summary>
internal static class ReplicaSetCounts
{
    public static V1ReplicaSetStatus Of(V1ReplicaSet replicaSet, IReadOnlyList<V1Pod> active, int terminating, ScalingFailure? failure, DateTime now)
    {
        var template = replicaSet.Spec.Template?.Metadata?.Labels;
        return new V1ReplicaSetStatus
        {
            Replicas = active.Count,
            FullyLabeledReplicas = NullIfZero(active.Count(x => template is null or { Count: 0 } || template.Matches(x.Metadata.Labels))),
            ReadyReplicas = NullIfZero(active.Count(x => x.IsReady())),
            AvailableReplicas = NullIfZero(active.Count(x => x.IsAvailable(replicaSet.Spec.MinReadySeconds ?? 0, now))),
            TerminatingReplicas = terminating,
            ObservedGeneration = replicaSet.Metadata.Generation,
            Conditions = Conditions(replicaSet.Status?.Conditions, failure, now),
        };
    }

    private static List<V1ReplicaSetCondition>? Conditions(IList<V1ReplicaSetCondition>? before, ScalingFailure? failure, DateTime now)
    {
        const string type = "ReplicaFailure";
        if (failure is not null && before?.Any(x => x.Type == type) != true)
            return [.. before ?? [], new V1ReplicaSetCondition { Type = type, Status = "True", Reason = failure.Reason, Message = failure.Refusal.Message, LastTransitionTime = now }];

        return before is null ? null : [.. before.Where(x => failure is not null || x.Type != type)];
    }

    private static int? NullIfZero(int number) => number == 0 ? null : number;
}
