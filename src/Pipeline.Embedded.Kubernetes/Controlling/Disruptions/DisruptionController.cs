using System.Collections.Concurrent;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling.Autoscaling;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Disruptions;

/// <summary>Counts how many pods of a PodDisruptionBudget may go now.</summary>
internal sealed class DisruptionController(IClusterObjects objects, TimeProvider time) : IController
{
    private readonly ConcurrentDictionary<ObjectKey, V1LabelSelector?> budgets = new();
    private readonly ScaleTargets targets = new(objects);

    public string Name => "disruption-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        changes.On<V1PodDisruptionBudget>(x =>
        {
            if (x.Kind == ChangeKind.Deleted)
                budgets.TryRemove(ObjectKey.Of(x.Value), out _);
            else
                budgets[ObjectKey.Of(x.Value)] = x.Value.Spec.Selector;
            queue.Add(ObjectKey.Of(x.Value));
        });
        changes.On<V1Pod>(x =>
        {
            foreach (var (key, selector) in budgets)
            {
                if (key.NamespaceName == x.Value.Metadata.NamespaceProperty && selector.Matches(x.Value.Metadata.Labels))
                    queue.Add(key);
            }
        });
    }

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1PodDisruptionBudget>(key.NamespaceName, key.Name, cancellationToken) is not { } budget || budget.Metadata.DeletionTimestamp is not null)
            return null;

        var pods = (await objects.ListAsync<V1Pod>(key.NamespaceName, cancellationToken)).Where(x => !x.IsFinished() && budget.Spec.Selector.Matches(x.Metadata.Labels)).ToList();
        var status = DisruptionBudget.Status(budget, pods, await ReplicasAsync(pods, cancellationToken), time.Now());
        if (ObjectEquality.Same(status, budget.Status))
            return null;

        budget.Status = status;
        await objects.UpdateStatusAsync(budget, ManagerNames.Controllers, cancellationToken);
        return null;
    }

    private async Task<int> ReplicasAsync(List<V1Pod> pods, CancellationToken cancellationToken)
    {
        var owners = pods.Select(x => (x.Metadata.NamespaceProperty, Owner: x.Controller())).Where(x => x.Owner is not null).DistinctBy(x => x.Owner!.Uid);
        var counted = new HashSet<(string Kind, string Name)>();
        var replicas = 0;
        foreach (var (namespaceName, owner) in owners)
        {
            var (kind, name) = (owner!.Kind, owner.Name);
            if (kind == "ReplicaSet" && (await objects.GetAsync<V1ReplicaSet>(namespaceName, name, cancellationToken))?.Controller() is { Kind: "Deployment" } deployment)
                (kind, name) = (deployment.Kind, deployment.Name);
            // Two ReplicaSets of one rollout have one Deployment.
            if (counted.Add((kind, name)))
                replicas += (await targets.ReadAsync(namespaceName, kind, name, cancellationToken))?.Wanted ?? 0;
        }

        return replicas;
    }
}
