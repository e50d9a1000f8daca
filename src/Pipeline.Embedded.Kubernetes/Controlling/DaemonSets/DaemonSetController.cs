using System.Collections.Concurrent;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling.Revisions;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.DaemonSets;

/// <summary>One pod on each node that fits; there is one node at most.</summary>
internal sealed class DaemonSetController(IClusterObjects objects, TimeProvider time) : IController
{
    private const string RevisionLabel = "controller-revision-hash";

    private readonly ConcurrentDictionary<ObjectKey, bool> sets = new();
    private readonly Claiming claiming = new(objects);
    private readonly RevisionHistory history = new(objects);
    private readonly EventRecorder events = new(objects, time, new EventSource("daemonset-controller", ManagerNames.Controllers));

    public string Name => "daemonset-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        changes.On<V1DaemonSet>(x =>
        {
            if (x.Kind == ChangeKind.Deleted)
                sets.TryRemove(ObjectKey.Of(x.Value), out _);
            else
                sets[ObjectKey.Of(x.Value)] = true;
            queue.Add(ObjectKey.Of(x.Value));
        });
        changes.On<V1Node>(x =>
        {
            // Nodes tell all the time that they are alive; only a new or a gone one matters.
            if (x.Kind == ChangeKind.Modified)
                return;
            foreach (var key in sets.Keys)
                queue.Add(key);
        });
        changes.On<V1Pod>(x =>
        {
            if (x.Value.ControllerKey("DaemonSet") is { } key)
                queue.Add(key);
        });
    }

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1DaemonSet>(key.NamespaceName, key.Name, cancellationToken) is not { } set)
            return null;

        var reference = ControllerReferences.To(set, "apps/v1", "DaemonSet");
        var pods = await claiming.ClaimAsync<V1Pod>(set, reference, set.Spec.Selector, cancellationToken);
        var known = await history.ListAsync(set, cancellationToken);
        var revision = (await history.EnsureAsync(set, reference, set.Spec.Template, known, cancellationToken)).Metadata.Labels[RevisionHistory.HashLabel];
        var nodes = (await objects.ListAsync<V1Node>(null, cancellationToken)).Where(x => Fits(set, x)).ToList();

        if (set.Metadata.DeletionTimestamp is null)
            await StepAsync(set, reference, revision, pods, nodes, cancellationToken);
        await StatusAsync(set, revision, pods, nodes, cancellationToken);

        var inUse = known.Where(x => pods.Any(y => y.Metadata.Labels?.TryGetValue(RevisionLabel, out var hash) == true && hash == x.Metadata.Labels[RevisionHistory.HashLabel])).Select(x => x.Metadata.Name).Append($"{set.Metadata.Name}-{revision}").ToHashSet();
        await history.CleanUpAsync(known, inUse, set.Spec.RevisionHistoryLimit ?? 10, cancellationToken);
        return pods.UntilAvailable(set.Spec.MinReadySeconds ?? 0, time.GetUtcNow().UtcDateTime);
    }

    private static bool Fits(V1DaemonSet set, V1Node node) => set.Spec.Template.Spec.NodeSelector is not { Count: > 0 } selector || selector.Matches(node.Metadata.Labels);

    private async Task StepAsync(V1DaemonSet set, V1OwnerReference reference, string revision, List<V1Pod> pods, List<V1Node> nodes, CancellationToken cancellationToken)
    {
        foreach (var pod in pods.Where(x => x.Metadata.DeletionTimestamp is null))
        {
            var isOld = set.Spec.UpdateStrategy?.Type != "OnDelete" && (pod.Metadata.Labels?.TryGetValue(RevisionLabel, out var hash) != true || hash != revision);
            if (!pod.IsFinished() && !isOld && nodes.Count > 0)
                continue;
            await objects.DeleteAsync<V1Pod>(pod.Metadata.NamespaceProperty, pod.Metadata.Name, "Background", null, cancellationToken);
            await events.NormalAsync(set, "SuccessfulDelete", $"Deleted pod: {pod.Metadata.Name}", cancellationToken);
        }

        if (pods.Count > 0)
            return;

        foreach (var node in nodes)
        {
            var pod = PodCreation.FromTemplate(set.Spec.Template, set, reference);
            pod.Metadata.Labels = new Dictionary<string, string>(pod.Metadata.Labels ?? new Dictionary<string, string>()) { [RevisionLabel] = revision };
            pod.Spec.Affinity ??= new V1Affinity();
            pod.Spec.Affinity.NodeAffinity = Only(node);
            try
            {
                var made = await objects.CreateAsync(pod, ManagerNames.Controllers, cancellationToken);
                await events.NormalAsync(set, "SuccessfulCreate", $"Created pod: {made.Metadata.Name}", cancellationToken);
            }
            catch (ApiRefusal refusal)
            {
                await events.WarningAsync(set, "FailedCreate", $"Error creating: {refusal.Message}", cancellationToken);
                throw;
            }
        }
    }

    private static V1NodeAffinity Only(V1Node node) => new()
    {
        RequiredDuringSchedulingIgnoredDuringExecution = new V1NodeSelector
        {
            NodeSelectorTerms = [new V1NodeSelectorTerm { MatchFields = [new V1NodeSelectorRequirement { Key = "metadata.name", OperatorProperty = "In", Values = [node.Metadata.Name] }] }],
        },
    };

    private async Task StatusAsync(V1DaemonSet set, string revision, List<V1Pod> pods, List<V1Node> nodes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var there = pods.Where(x => x.Metadata.DeletionTimestamp is null).ToList();
        var available = there.Count(x => x.IsAvailable(set.Spec.MinReadySeconds ?? 0, now));
        var status = new V1DaemonSetStatus
        {
            ObservedGeneration = set.Metadata.Generation,
            DesiredNumberScheduled = nodes.Count,
            CurrentNumberScheduled = Math.Min(there.Count, nodes.Count),
            NumberMisscheduled = Math.Max(0, there.Count - nodes.Count),
            NumberReady = there.Count(x => x.IsReady()),
            NumberAvailable = available == 0 ? null : available,
            NumberUnavailable = nodes.Count > available ? nodes.Count - available : null,
            UpdatedNumberScheduled = there.Count(x => x.Metadata.Labels?.TryGetValue(RevisionLabel, out var hash) == true && hash == revision) is > 0 and var updated ? updated : null,
            CollisionCount = set.Status?.CollisionCount,
            Conditions = set.Status?.Conditions,
        };
        if (ObjectEquality.Same(status, set.Status))
            return;

        set.Status = status;
        await objects.UpdateStatusAsync(set, ManagerNames.Controllers, cancellationToken);
    }
}
