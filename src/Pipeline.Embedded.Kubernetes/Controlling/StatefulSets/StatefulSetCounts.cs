using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.StatefulSets;

/// <summary>A StatefulSet's status. Pure.</summary>
internal static class StatefulSetCounts
{
    public static V1StatefulSetStatus Of(V1StatefulSet set, IReadOnlyList<V1Pod> pods, string current, string update, DateTime now)
    {
        int? Revision(string name) => NullIfZero(pods.Count(x => x.Metadata.DeletionTimestamp is null && x.Metadata.Labels?.TryGetValue(StatefulSetPods.RevisionLabel, out var revision) == true && revision == name));

        var status = new V1StatefulSetStatus
        {
            ObservedGeneration = set.Metadata.Generation,
            Replicas = pods.Count,
            ReadyReplicas = NullIfZero(pods.Count(x => x.Status?.Phase == "Running" && x.IsReady())),
            AvailableReplicas = pods.Count(x => x.Status?.Phase == "Running" && x.IsAvailable(set.Spec.MinReadySeconds ?? 0, now)),
            CurrentRevision = current,
            UpdateRevision = update,
            CurrentReplicas = Revision(current),
            UpdatedReplicas = Revision(update),
            CollisionCount = set.Status?.CollisionCount ?? 0,
            Conditions = set.Status?.Conditions,
        };
        // A rolling update is over when every pod is updated and ready; only then the new revision is the current one.
        if (set.Spec.UpdateStrategy?.Type != "OnDelete" && (status.UpdatedReplicas ?? 0) == status.Replicas && (status.ReadyReplicas ?? 0) == status.Replicas)
        {
            status.CurrentRevision = update;
            status.CurrentReplicas = status.UpdatedReplicas;
        }

        return status;
    }

    private static int? NullIfZero(int number) => number == 0 ? null : number;
}
