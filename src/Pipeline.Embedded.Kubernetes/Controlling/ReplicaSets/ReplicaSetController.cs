using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.ReplicaSets;

/// <summary>Keeps as many pods as a ReplicaSet asks for, and counts them.</summary>
internal sealed class ReplicaSetController(IClusterObjects objects, TimeProvider time) : IController
{
    private readonly Claiming claiming = new(objects);
    private readonly EventRecorder events = new(objects, time, new EventSource("replicaset-controller", ManagerNames.Controllers));

    public string Name => "replicaset-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        changes.On<V1ReplicaSet>(x => queue.Add(ObjectKey.Of(x.Value)));
        changes.On<V1Pod>(x =>
        {
            if (x.Value.ControllerKey("ReplicaSet") is { } key)
                queue.Add(key);
        });
    }

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1ReplicaSet>(key.NamespaceName, key.Name, cancellationToken) is not { } replicaSet)
            return null;

        var reference = ControllerReferences.To(replicaSet, "apps/v1", "ReplicaSet");
        var pods = await claiming.ClaimAsync<V1Pod>(replicaSet, reference, replicaSet.Spec.Selector, cancellationToken);
        var active = pods.Where(x => x.IsActive()).ToList();
        // The status tells of the pods that were there at the beginning; the changes made now bring the next look.
        var failure = replicaSet.Metadata.DeletionTimestamp is null ? await ScaleAsync(replicaSet, reference, active, cancellationToken) : null;

        var now = time.Now();
        var status = ReplicaSetCounts.Of(replicaSet, active, pods.Count(x => x.IsTerminating()), failure, now);
        if (!ObjectEquality.Same(status, replicaSet.Status))
        {
            replicaSet.Status = status;
            await objects.UpdateStatusAsync(replicaSet, ManagerNames.Controllers, cancellationToken);
        }

        return failure is null ? active.UntilAvailable(replicaSet.Spec.MinReadySeconds ?? 0, time.GetUtcNow().UtcDateTime) : throw failure.Refusal;
    }

    private async Task<ScalingFailure?> ScaleAsync(V1ReplicaSet replicaSet, V1OwnerReference reference, List<V1Pod> active, CancellationToken cancellationToken)
    {
        var missing = (replicaSet.Spec.Replicas ?? 1) - active.Count;
        for (; missing > 0; missing--)
        {
            try
            {
                var pod = await objects.CreateAsync(PodCreation.FromTemplate(replicaSet.Spec.Template, replicaSet, reference), ManagerNames.Controllers, cancellationToken);
                await events.NormalAsync(replicaSet, "SuccessfulCreate", $"Created pod: {pod.Metadata.Name}", cancellationToken);
            }
            catch (ApiRefusal refusal)
            {
                // One that is refused (a quota, the pod security of the namespace) would be refused again.
                await events.WarningAsync(replicaSet, "FailedCreate", $"Error creating: {refusal.Message}", cancellationToken);
                return new ScalingFailure("FailedCreate", refusal);
            }
        }

        foreach (var pod in PodDeletionOrder.Order(active, time.Now()).Take(-missing).ToList())
        {
            await objects.DeleteAsync<V1Pod>(pod.Metadata.NamespaceProperty, pod.Metadata.Name, "Background", null, cancellationToken);
            await events.NormalAsync(replicaSet, "SuccessfulDelete", $"Deleted pod: {pod.Metadata.Name}", cancellationToken);
        }

        return null;
    }
}
