using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>What a Deployment does to its ReplicaSets. Each answers the rollout as it is afterwards.</summary>
internal sealed class RolloutSteps(IClusterObjects objects, EventRecorder events, TimeProvider time)
{
    private readonly NewReplicaSet newReplicaSet = new(objects, events, time);

    /// <summary>One step of a rolling update: up, or else down, or else tidy.</summary>
    public async Task<Rollout> RollAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        rollout = await newReplicaSet.EnsureAsync(rollout, cancellationToken);
        if (rollout.Newest is not { } newest)
            return rollout;

        var older = rollout.Older.Select(Rollout.SizeOf).ToList();
        var size = RollingUpdate.NewSize(rollout.Bounds, Rollout.SizeOf(newest), older);
        if (size != newest.Spec.Replicas)
            return await ResizeAsync(rollout, newest, size, cancellationToken);

        var sizes = RollingUpdate.OldSizes(rollout.Bounds, Rollout.SizeOf(newest), older);
        var scaled = false;
        foreach (var (replicaSet, wanted) in rollout.Older.Zip(sizes).ToList())
        {
            if (replicaSet.Spec.Replicas == wanted.Desired)
                continue;
            rollout = await ResizeAsync(rollout, replicaSet, wanted.Desired, cancellationToken);
            scaled = true;
        }

        if (!scaled && DeploymentProgress.IsComplete(rollout.Deployment, rollout.Deployment.Status))
            await CleanUpAsync(rollout, cancellationToken);
        return rollout;
    }

    /// <summary>One step of Recreate: all old pods go, and only when the last is gone the new ones come.</summary>
    public async Task<Rollout> RecreateAsync(Rollout rollout, IReadOnlyList<V1Pod> pods, CancellationToken cancellationToken)
    {
        if (rollout.Newest is not null)
            rollout = await newReplicaSet.EnsureAsync(rollout, cancellationToken);

        var active = rollout.Older.Where(x => x.Spec.Replicas > 0).ToList();
        foreach (var replicaSet in active)
            rollout = await ResizeAsync(rollout, replicaSet, 0, cancellationToken);
        if (active.Count > 0 || rollout.Older.Any(x => x.Status?.Replicas > 0) || pods.Any(x => !x.IsFinished() && rollout.Older.Any(x.IsControlledBy)))
            return rollout;

        if (rollout.Newest is null)
            rollout = await newReplicaSet.EnsureAsync(rollout, cancellationToken);
        if (rollout.Newest is { } newest && newest.Spec.Replicas != rollout.Bounds.Replicas)
            rollout = await ResizeAsync(rollout, newest, rollout.Bounds.Replicas, cancellationToken);
        if (DeploymentProgress.IsComplete(rollout.Deployment, rollout.Deployment.Status))
            await CleanUpAsync(rollout, cancellationToken);
        return rollout;
    }

    /// <summary>The new number of replicas, spread over what is there.</summary>
    public async Task<Rollout> ScaleAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        var active = rollout.All.Where(x => x.Spec.Replicas > 0).OrderBy(x => x.Metadata.CreationTimestamp).ToList();
        if (active.Count <= 1)
        {
            var only = active.Count == 1 ? active[0] : rollout.Newest ?? (rollout.Older.Count > 0 ? rollout.Older[^1] : null);
            return only is null ? rollout : await ResizeAsync(rollout, only, rollout.Bounds.Replicas, cancellationToken);
        }

        if (IsSaturated(rollout))
        {
            foreach (var replicaSet in rollout.Older.Where(x => x.Spec.Replicas > 0).ToList())
                rollout = await ResizeAsync(rollout, replicaSet, 0, cancellationToken);
            return rollout;
        }

        if (rollout.Deployment.Spec.Strategy?.Type == "Recreate")
            return rollout;

        foreach (var size in ProportionalScaling.Sizes(rollout.Bounds, [.. active.Select(Rollout.SizeOf)], rollout.Deployment.Status?.Replicas ?? 0))
            rollout = await ResizeAsync(rollout, active.First(x => x.Metadata.Name == size.Name), size.Desired, cancellationToken);
        return rollout;
    }

    public Task<Rollout> NoteRevisionAsync(Rollout rollout, CancellationToken cancellationToken) => newReplicaSet.EnsureAsync(rollout, cancellationToken);

    /// <summary>Removes the oldest empty ReplicaSets beyond <c>revisionHistoryLimit</c>.</summary>
    public async Task CleanUpAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        if (rollout.Deployment.Spec.RevisionHistoryLimit is not { } limit || limit == int.MaxValue)
            return;

        var alive = rollout.Older.Where(x => x.Metadata.DeletionTimestamp is null).OrderBy(ReplicaSetAnnotations.RevisionOf).ToList();
        foreach (var replicaSet in alive.Take(Math.Max(0, alive.Count - limit)))
        {
            if (replicaSet.Spec.Replicas == 0 && (replicaSet.Status?.Replicas ?? 0) == 0 && replicaSet.Metadata.Generation <= (replicaSet.Status?.ObservedGeneration ?? 0))
                await objects.DeleteAsync<V1ReplicaSet>(replicaSet.Metadata.NamespaceProperty, replicaSet.Metadata.Name, "Background", null, cancellationToken);
        }
    }

    private static bool IsSaturated(Rollout rollout) =>
        rollout.Newest is { } newest && newest.Spec.Replicas == rollout.Bounds.Replicas && ReplicaSetAnnotations.DesiredOf(newest) == rollout.Bounds.Replicas && newest.Status?.AvailableReplicas == rollout.Bounds.Replicas;

    private async Task<Rollout> ResizeAsync(Rollout rollout, V1ReplicaSet replicaSet, int size, CancellationToken cancellationToken)
    {
        var before = replicaSet.Spec.Replicas ?? 1;
        var noted = ReplicaSetAnnotations.SetReplicas(replicaSet, rollout.Bounds);
        if (before == size && !noted)
            return rollout;

        replicaSet.Spec.Replicas = size;
        var changed = await objects.UpdateAsync(replicaSet, ManagerNames.Controllers, cancellationToken);
        if (before != size)
        {
            var message = $"Scaled {(size > before ? "up" : "down")} replica set {replicaSet.Metadata.Name} from {before} to {size}";
            await events.NormalAsync(rollout.Deployment, "ScalingReplicaSet", message, cancellationToken);
        }

        return rollout.With(changed);
    }
}
