using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Diffing;

namespace Pipeline.Kubernetes.Planning;

/// <summary>Finds what earlier releases had, this set doesn't, and is still there and ours. Last stage first.</summary>
internal sealed class PruneSelection(Cluster cluster, DeployerOptions options, PlanInput input, DesiredSet set)
{
    public async Task<IReadOnlyList<PlannedObject>> SelectAsync(CancellationToken cancellationToken)
    {
        var wanted = set.Objects.Select(x => x.Reference.Identity).ToHashSet();
        var candidates = new List<(ObjectReference Reference, ResourceType Type)>();
        foreach (var reference in input.History.Inventory.Where(x => !wanted.Contains(x.Identity)).OrderByDescending(ApplyStages.Of))
        {
            // A kind that isn't served any more has no objects any more.
            if (await cluster.Resources.FindAsync(reference.ApiVersion, reference.Kind, cancellationToken) is { } type)
                candidates.Add((reference, type));
        }

        var live = await LiveObjects.ReadAsync(cluster, candidates, options.Concurrency, cancellationToken);
        return [.. candidates.Where(x => live.ContainsKey(x.Reference.Identity)).Select(x => Select(x.Reference, x.Type, live[x.Reference.Identity])).OfType<PlannedObject>()];
    }

    private PlannedObject? Select(ObjectReference reference, ResourceType type, JsonObject live)
    {
        if (live.At("metadata", "deletionTimestamp") is not null)
            return null;

        var planned = new PlannedObject
        {
            Reference = reference,
            Action = PlannedAction.Prune,
            Type = type,
            LiveUid = live.Uid(),
            LiveFingerprint = LiveState.Fingerprint(live, isAutoscaled: true),
        };
        if (live.Annotation(Annotations.Keep) == "true")
            return Kept(planned, $"annotated {Annotations.Keep}");
        if (live.Annotation(Annotations.Application) is var owner && owner != $"{input.Namespace}/{input.Application}")
            return Kept(planned, owner is null ? "it isn't what this application made: somebody made it anew, or took it over" : $"it belongs to the application {owner} now");
        if (reference is { Group: "", Kind: "Namespace" } && reference.Name == input.Namespace)
            return Kept(planned, "it holds the release records");
        return input.Prune ? planned : Kept(planned, "pruning is turned off") with { IsLeftover = true };
    }

    private static PlannedObject Kept(PlannedObject planned, string note) => planned with { Action = PlannedAction.Keep, Note = note };
}
