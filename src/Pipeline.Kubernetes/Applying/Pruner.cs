using Pipeline.Kubernetes.Applying.Crashing;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Planning;

namespace Pipeline.Kubernetes.Applying;

/// <summary>Deletes what a plan prunes, once the release is ready; the last stage first.</summary>
internal sealed class Pruner(RunContext context, DeployPlan plan)
{
    /// <summary>What could not be deleted: it stays in the inventory, and the next deployment tries again.</summary>
    public async Task<IReadOnlyList<ObjectReference>> PruneAsync(CancellationToken cancellationToken)
    {
        foreach (var kept in plan.Objects.Where(x => x.Action == PlannedAction.Keep))
            context.Report(DeployProgressKind.Pruned, $"{kept.Reference} kept: {kept.Note}", kept.Reference);

        var left = new List<ObjectReference>();
        foreach (var stage in plan.Objects.Where(x => x.Action == PlannedAction.Prune).GroupBy(x => ApplyStages.Of(x.Reference)).OrderByDescending(x => x.Key))
            left.AddRange((await stage.ToList().SelectAsync(context.Options.Concurrency, PruneAsync, cancellationToken)).OfType<ObjectReference>());
        return left;
    }

    private async Task<ObjectReference?> PruneAsync(PlannedObject item, CancellationToken cancellationToken)
    {
        var path = item.Type!.Path(item.Reference);
        try
        {
            // A rollout took its time since the plan was made; somebody may have claimed the object meanwhile.
            var live = await context.Cluster.Client.FindAsync(path, cancellationToken);
            if (live is not null && (live.Annotation(Annotations.Keep) == "true" || live.Annotation(Annotations.Application) != $"{plan.Namespace}/{plan.Application}" || live.Uid() != item.LiveUid))
            {
                context.Warn($"{item.Reference} is kept: it was changed since the plan was made.", item.Reference);
                return item.Reference;
            }

            await Deletion.SendAsync(context.Cluster.Client, path, item.LiveUid, cancellationToken);
        }
        catch (ApiException error) when (error.IsMissingRight || DryRun.IsRefusal(error))
        {
            context.Warn($"{item.Reference} could not be pruned, and is tried again by the next deployment: {error.ServerMessage}", item.Reference);
            return item.Reference;
        }

        context.CrashPoints.Passed(CrashPoint.ObjectPruned);
        context.Report(DeployProgressKind.Pruned, $"{item.Reference} pruned", item.Reference);
        return null;
    }
}
