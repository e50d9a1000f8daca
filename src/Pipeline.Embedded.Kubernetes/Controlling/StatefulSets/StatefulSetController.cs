using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling.Revisions;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.StatefulSets;

/// <summary>Numbered pods, each with its claims: up from the first, down and updated from the last, one at a time unless <c>Parallel</c>.</summary>
internal sealed class StatefulSetController(IClusterObjects objects, TimeProvider time) : IController
{
    private readonly Claiming claiming = new(objects);
    private readonly RevisionHistory history = new(objects);
    private readonly EventRecorder events = new(objects, time, new EventSource("statefulset-controller", ManagerNames.Controllers));

    public string Name => "statefulset-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        changes.On<V1StatefulSet>(x => queue.Add(ObjectKey.Of(x.Value)));
        changes.On<V1Pod>(x =>
        {
            if (x.Value.ControllerKey("StatefulSet") is { } key)
                queue.Add(key);
        });
    }

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1StatefulSet>(key.NamespaceName, key.Name, cancellationToken) is not { } set)
            return null;

        var reference = ControllerReferences.To(set, "apps/v1", "StatefulSet");
        var pods = (await claiming.ClaimAsync<V1Pod>(set, reference, set.Spec.Selector, cancellationToken)).Where(x => StatefulSetPods.OrdinalOf(set, x) >= 0).ToList();
        var known = await history.ListAsync(set, cancellationToken);
        var update = await history.EnsureAsync(set, reference, set.Spec.Template, known, cancellationToken);
        var current = known.Find(x => x.Metadata.Name == set.Status?.CurrentRevision) ?? update;

        if (set.Metadata.DeletionTimestamp is null)
            await StepAsync(new StatefulSetStep(set, reference, current, update), pods, cancellationToken);

        var status = StatefulSetCounts.Of(set, pods, current.Metadata.Name, update.Metadata.Name, time.GetUtcNow().UtcDateTime);
        if (!ObjectEquality.Same(status, set.Status))
        {
            set.Status = status;
            await objects.UpdateStatusAsync(set, ManagerNames.Controllers, cancellationToken);
        }

        var inUse = pods.Select(x => x.Metadata.Labels?.TryGetValue(StatefulSetPods.RevisionLabel, out var revision) == true ? revision : "").Append(status.CurrentRevision).Append(status.UpdateRevision).ToHashSet();
        await history.CleanUpAsync(known, inUse, set.Spec.RevisionHistoryLimit ?? 10, cancellationToken);
        return pods.UntilAvailable(set.Spec.MinReadySeconds ?? 0, time.GetUtcNow().UtcDateTime);
    }

    private async Task StepAsync(StatefulSetStep step, List<V1Pod> pods, CancellationToken cancellationToken)
    {
        var set = step.Set;
        var now = time.GetUtcNow().UtcDateTime;
        var oneByOne = set.Spec.PodManagementPolicy != "Parallel";
        var byOrdinal = pods.ToDictionary(x => StatefulSetPods.OrdinalOf(set, x));

        for (var ordinal = step.First; ordinal < step.End; ordinal++)
        {
            var pod = byOrdinal.GetValueOrDefault(ordinal);
            if (pod is null)
                await CreateAsync(step, ordinal, cancellationToken);
            else if (pod.IsFinished() && pod.Metadata.DeletionTimestamp is null)
                await DeleteAsync(set, pod, cancellationToken);
            else if (pod.IsActive() && pod.IsAvailable(set.Spec.MinReadySeconds ?? 0, now))
                continue;
            if (oneByOne)
                return;
        }

        foreach (var pod in pods.Where(x => StatefulSetPods.OrdinalOf(set, x) is var ordinal && (ordinal >= step.End || ordinal < step.First)).OrderByDescending(x => StatefulSetPods.OrdinalOf(set, x)))
        {
            if (pod.Metadata.DeletionTimestamp is null)
                await DeleteAsync(set, pod, cancellationToken);
            if (oneByOne)
                return;
        }

        if (set.Spec.UpdateStrategy?.Type != "OnDelete")
            await UpdateAsync(step, byOrdinal, now, cancellationToken);
    }

    private async Task UpdateAsync(StatefulSetStep step, Dictionary<int, V1Pod> byOrdinal, DateTime now, CancellationToken cancellationToken)
    {
        for (var ordinal = step.End - 1; ordinal >= Math.Max(step.First, step.First + step.Partition); ordinal--)
        {
            if (!byOrdinal.TryGetValue(ordinal, out var pod))
                return;
            if (pod.Metadata.DeletionTimestamp is null && !step.IsUpdated(pod))
            {
                await DeleteAsync(step.Set, pod, cancellationToken);
                return;
            }

            if (!pod.IsActive() || !pod.IsAvailable(step.Set.Spec.MinReadySeconds ?? 0, now))
                return;
        }
    }

    private async Task CreateAsync(StatefulSetStep step, int ordinal, CancellationToken cancellationToken)
    {
        var (set, name) = (step.Set, StatefulSetPods.NameOf(step.Set, ordinal));
        foreach (var claim in StatefulSetPods.Claims(set, ordinal))
        {
            if (await objects.GetAsync<V1PersistentVolumeClaim>(claim.Metadata.NamespaceProperty, claim.Metadata.Name, cancellationToken) is not null)
                continue;
            await objects.CreateAsync(claim, ManagerNames.Controllers, cancellationToken);
            await events.NormalAsync(set, "SuccessfulCreate", $"create Claim {claim.Metadata.Name} Pod {name} in StatefulSet {set.Metadata.Name} success", cancellationToken);
        }

        var (template, revision) = step.TemplateFor(ordinal);
        try
        {
            await objects.CreateAsync(StatefulSetPods.New(set, step.Reference, template, revision, ordinal), ManagerNames.Controllers, cancellationToken);
            await events.NormalAsync(set, "SuccessfulCreate", $"create Pod {name} in StatefulSet {set.Metadata.Name} successful", cancellationToken);
        }
        catch (ApiRefusal refusal) when (refusal.Status.Reason != "AlreadyExists")
        {
            await events.WarningAsync(set, "FailedCreate", $"Create Pod {name} in StatefulSet {set.Metadata.Name} failed error: {refusal.Message}", cancellationToken);
            throw;
        }
    }

    private async Task DeleteAsync(V1StatefulSet set, V1Pod pod, CancellationToken cancellationToken)
    {
        await objects.DeleteAsync<V1Pod>(pod.Metadata.NamespaceProperty, pod.Metadata.Name, "Background", null, cancellationToken);
        await events.NormalAsync(set, "SuccessfulDelete", $"delete Pod {pod.Metadata.Name} in StatefulSet {set.Metadata.Name} successful", cancellationToken);
    }
}
