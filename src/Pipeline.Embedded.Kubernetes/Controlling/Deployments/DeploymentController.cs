using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>Deployment → ReplicaSets, step by step as kube-controller-manager's deployment controller.</summary>
internal sealed class DeploymentController(IClusterObjects objects, TimeProvider time) : IController
{
    private readonly Claiming claiming = new(objects);
    private readonly EventRecorder events = new(objects, time, new EventSource("deployment-controller", ManagerNames.Controllers));

    public string Name => "deployment-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        changes.On<V1Deployment>(x => queue.Add(ObjectKey.Of(x.Value)));
        changes.On<V1ReplicaSet>(x =>
        {
            if (x.Value.ControllerKey("Deployment") is { } key)
                queue.Add(key);
        });
        changes.On<V1Pod>(x =>
        {
            // With Recreate the new pods wait for the last old one to be gone.
            if (x.Kind == ChangeKind.Deleted && x.Value.ControllerKey("ReplicaSet") is { } owner && x.Value.Metadata.Labels?.TryGetValue(ReplicaSetNames.HashLabel, out var hash) == true && owner.Name.EndsWith($"-{hash}", StringComparison.Ordinal))
                queue.Add(owner with { Name = owner.Name[..^(hash.Length + 1)] });
        });
    }

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1Deployment>(key.NamespaceName, key.Name, cancellationToken) is not { } deployment)
            return null;
        if (deployment.Spec.Selector.IsEmpty())
        {
            await events.WarningAsync(deployment, "SelectingAll", "This deployment is selecting all pods. A non-empty selector is required.", cancellationToken);
            return null;
        }

        var replicaSets = await claiming.ClaimAsync<V1ReplicaSet>(deployment, ControllerReferences.To(deployment, "apps/v1", "Deployment"), deployment.Spec.Selector, cancellationToken);
        var rollout = Rollout.Of(deployment, replicaSets);
        if (deployment.Metadata.DeletionTimestamp is not null)
            return await StatusAsync(rollout, DeploymentProgress.Counts, cancellationToken);

        rollout = await NotePausedAsync(rollout, cancellationToken);
        if (rollout.Deployment.Spec.Paused == true || IsScaling(rollout))
            return await ScaleAsync(rollout, cancellationToken);

        var steps = new RolloutSteps(objects, events, time);
        rollout = rollout.Deployment.Spec.Strategy?.Type == "Recreate"
            ? await steps.RecreateAsync(rollout, await PodsAsync(replicaSets, cancellationToken), cancellationToken)
            : await steps.RollAsync(rollout, cancellationToken);
        return await StatusAsync(rollout, DeploymentProgress.Rollout, cancellationToken);
    }

    private static bool IsScaling(Rollout rollout) =>
        rollout.All.Any(x => x.Spec.Replicas > 0 && ReplicaSetAnnotations.DesiredOf(x) is { } desired && desired != rollout.Bounds.Replicas);

    private async Task<Rollout> NotePausedAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        var deployment = rollout.Deployment;
        var current = deployment.Status.Condition(DeploymentConditions.Progressing);
        var isPaused = deployment.Spec.Paused == true;
        var isNoted = current?.Reason == DeploymentConditions.Paused;
        if (!DeploymentProgress.HasDeadline(deployment) || current?.Reason == DeploymentConditions.ProgressDeadlineExceeded || isPaused == isNoted)
            return rollout;

        deployment.Status ??= new V1DeploymentStatus();
        deployment.Status.Set(isPaused
            ? DeploymentConditions.New(DeploymentConditions.Progressing, "Unknown", DeploymentConditions.Paused, "Deployment is paused", time.Now())
            : DeploymentConditions.New(DeploymentConditions.Progressing, "Unknown", "DeploymentResumed", "Deployment is resumed", time.Now()));
        return rollout with { Deployment = await objects.UpdateStatusAsync(deployment, ManagerNames.Controllers, cancellationToken) };
    }

    private async Task<TimeSpan?> ScaleAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        var steps = new RolloutSteps(objects, events, time);
        if (rollout.Newest is not null)
            rollout = await steps.NoteRevisionAsync(rollout, cancellationToken);
        rollout = await steps.ScaleAsync(rollout, cancellationToken);
        if (rollout.Deployment.Spec.Paused == true)
            await steps.CleanUpAsync(rollout, cancellationToken);
        return await StatusAsync(rollout, DeploymentProgress.Counts, cancellationToken);
    }

    private async Task<TimeSpan?> StatusAsync(Rollout rollout, Func<V1Deployment, IReadOnlyList<V1ReplicaSet>, V1ReplicaSet?, DateTime, V1DeploymentStatus> compute, CancellationToken cancellationToken)
    {
        var now = time.Now();
        var status = compute(rollout.Deployment, rollout.All, rollout.Newest, now);
        if (!ObjectEquality.Same(status, rollout.Deployment.Status))
        {
            rollout.Deployment.Status = status;
            await objects.UpdateStatusAsync(rollout.Deployment, ManagerNames.Controllers, cancellationToken);
        }

        return DeploymentProgress.UntilDeadline(rollout.Deployment, status, now);
    }

    private async Task<IReadOnlyList<V1Pod>> PodsAsync(List<V1ReplicaSet> replicaSets, CancellationToken cancellationToken) => replicaSets.Count == 0
        ? []
        : [.. (await objects.ListAsync<V1Pod>(replicaSets[0].Metadata.NamespaceProperty, cancellationToken)).Where(x => replicaSets.Any(x.IsControlledBy))];
}
