using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>Computes a Deployment's status from its ReplicaSets. Pure.</summary>
internal static class DeploymentProgress
{
    public static bool HasDeadline(V1Deployment deployment) => deployment.Spec.ProgressDeadlineSeconds is { } seconds and not int.MaxValue;

    public static V1DeploymentStatus Counts(V1Deployment deployment, IReadOnlyList<V1ReplicaSet> all, V1ReplicaSet? newest, DateTime now)
    {
        var bounds = RolloutBounds.Of(deployment);
        var total = all.Sum(x => x.Status?.Replicas ?? 0);
        var available = all.Sum(x => x.Status?.AvailableReplicas ?? 0);
        var status = new V1DeploymentStatus
        {
            ObservedGeneration = deployment.Metadata.Generation,
            Replicas = NullIfZero(total),
            UpdatedReplicas = NullIfZero(newest?.Status?.Replicas ?? 0),
            ReadyReplicas = NullIfZero(all.Sum(x => x.Status?.ReadyReplicas ?? 0)),
            AvailableReplicas = NullIfZero(available),
            UnavailableReplicas = NullIfZero(Math.Max(0, total - available)),
            TerminatingReplicas = all.Sum(x => x.Status?.TerminatingReplicas ?? 0),
            CollisionCount = deployment.Status?.CollisionCount,
            Conditions = [.. deployment.Status?.Conditions ?? []],
        };
        status.Set(available >= bounds.LeastAvailable
            ? DeploymentConditions.New(DeploymentConditions.Available, "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", now)
            : DeploymentConditions.New(DeploymentConditions.Available, "False", "MinimumReplicasUnavailable", "Deployment does not have minimum availability.", now));
        return status;
    }

    /// <summary>The counts, and how the rollout comes along.</summary>
    public static V1DeploymentStatus Rollout(V1Deployment deployment, IReadOnlyList<V1ReplicaSet> all, V1ReplicaSet? newest, DateTime now)
    {
        var status = Counts(deployment, all, newest, now);
        if (!HasDeadline(deployment))
        {
            status.Remove(DeploymentConditions.Progressing);
        }
        else
        {
            var current = deployment.Status.Condition(DeploymentConditions.Progressing);
            // A finished rollout stays finished when pods come and go later.
            var isOver = (status.Replicas ?? 0) == (status.UpdatedReplicas ?? 0) && current?.Reason == DeploymentConditions.NewReplicaSetAvailable;
            if (!isOver)
                Progress(deployment, status, newest, now);
        }

        if (ReplicaFailure(all, newest) is { } failure)
            status.Set(DeploymentConditions.New(DeploymentConditions.ReplicaFailure, failure.Status, failure.Reason, failure.Message, now));
        else
            status.Remove(DeploymentConditions.ReplicaFailure);
        return status;
    }

    public static bool IsComplete(V1Deployment deployment, V1DeploymentStatus? status)
    {
        var replicas = deployment.Spec.Replicas ?? 1;
        return (status?.UpdatedReplicas ?? 0) == replicas && (status?.Replicas ?? 0) == replicas && (status?.AvailableReplicas ?? 0) == replicas
            && (status?.ObservedGeneration ?? 0) >= deployment.Metadata.Generation;
    }

    /// <summary>How long until the progress deadline could have passed; null where it can't.</summary>
    public static TimeSpan? UntilDeadline(V1Deployment deployment, V1DeploymentStatus status, DateTime now)
    {
        if (!HasDeadline(deployment) || status.Condition(DeploymentConditions.Progressing) is not { } current || IsComplete(deployment, status)
            || current.Reason is DeploymentConditions.ProgressDeadlineExceeded or DeploymentConditions.NewReplicaSetAvailable || current.LastUpdateTime is not { } since)
            return null;

        var left = since.AddSeconds(deployment.Spec.ProgressDeadlineSeconds!.Value) - now;
        return left < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : left + TimeSpan.FromSeconds(1);
    }

    private static void Progress(V1Deployment deployment, V1DeploymentStatus status, V1ReplicaSet? newest, DateTime now)
    {
        var what = newest is null ? $"Deployment \"{deployment.Metadata.Name}\"" : $"ReplicaSet \"{newest.Metadata.Name}\"";
        if (IsComplete(deployment, status))
            status.Set(DeploymentConditions.New(DeploymentConditions.Progressing, "True", DeploymentConditions.NewReplicaSetAvailable, $"{what} has successfully progressed.", now));
        else if (HasProgressed(deployment.Status, status))
            status.Replace(DeploymentConditions.New(DeploymentConditions.Progressing, "True", "ReplicaSetUpdated", $"{what} is progressing.", now));
        else if (HasTimedOut(deployment, status, now))
            status.Set(DeploymentConditions.New(DeploymentConditions.Progressing, "False", DeploymentConditions.ProgressDeadlineExceeded, $"{what} has timed out progressing.", now));
    }

    private static bool HasProgressed(V1DeploymentStatus? old, V1DeploymentStatus status)
    {
        static int Older(V1DeploymentStatus? x) => (x?.Replicas ?? 0) - (x?.UpdatedReplicas ?? 0);

        return (status.UpdatedReplicas ?? 0) > (old?.UpdatedReplicas ?? 0)
            || Older(status) < Older(old)
            || (status.ReadyReplicas ?? 0) > (old?.ReadyReplicas ?? 0)
            || (status.AvailableReplicas ?? 0) > (old?.AvailableReplicas ?? 0);
    }

    private static bool HasTimedOut(V1Deployment deployment, V1DeploymentStatus status, DateTime now) => status.Condition(DeploymentConditions.Progressing) switch
    {
        null or { Reason: DeploymentConditions.NewReplicaSetAvailable } => false,
        { Reason: DeploymentConditions.ProgressDeadlineExceeded } => true,
        var current => current.LastUpdateTime is { } since && since.AddSeconds(deployment.Spec.ProgressDeadlineSeconds!.Value) < now,
    };

    private static V1ReplicaSetCondition? ReplicaFailure(IReadOnlyList<V1ReplicaSet> all, V1ReplicaSet? newest)
    {
        static V1ReplicaSetCondition? Of(V1ReplicaSet? x) => x?.Status?.Conditions?.FirstOrDefault(y => y.Type == "ReplicaFailure");

        return Of(newest) ?? all.Select(Of).FirstOrDefault(x => x is not null);
    }

    private static int? NullIfZero(int number) => number == 0 ? null : number;
}
