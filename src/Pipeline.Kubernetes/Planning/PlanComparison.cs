using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Planning;

/// <summary>Whether the cluster is still what a saved plan was compared with.</summary>
internal static class PlanComparison
{
    /// <exception cref="PipelineException">PIPE4115, with each object that moved.</exception>
    public static void Require(DeployPlan saved, DeployPlan fresh)
    {
        var moved = Moved(saved, fresh).ToList();
        if (moved.Count > 0)
            throw new PipelineException(DeployErrors.PlanOutdated, $"The cluster has moved on since the plan {saved.Hash} was made:{string.Concat(moved.Select(x => $"{Environment.NewLine}  - {x}"))}{Environment.NewLine}Make the plan again.");
    }

    /// <summary>A run of this very plan was killed: what it has done by then is no reason to refuse.</summary>
    public static bool IsInterrupted(DeployPlan saved, ReleaseHistory history) =>
        history.Records.Any(x => x.Number == saved.Number && x.Release.State == ReleaseState.Pending && x.Release.PlanHash == saved.Hash);

    private static IEnumerable<string> Moved(DeployPlan saved, DeployPlan fresh)
    {
        if (saved.CurrentNumber != fresh.CurrentNumber)
            yield return $"{Release(fresh.CurrentNumber)} is deployed, it was {Release(saved.CurrentNumber)}";
        if (saved.Number != fresh.Number)
            yield return $"the set would be release {fresh.Number}, it was {saved.Number}";

        var now = fresh.Objects.ToDictionary(x => x.Reference.Identity);
        foreach (var item in saved.Objects)
        {
            if (!now.Remove(item.Reference.Identity, out var found))
                yield return $"{item.Reference} was deleted";
            else if (How(item, found) is { } how)
                yield return $"{item.Reference} {how}";
        }

        foreach (var added in now.Values)
            yield return $"{added.Reference} came to what would be {(added.Action == PlannedAction.Prune ? "pruned" : "kept")}";
    }

    private static string Release(int? number) => number is null ? "no release" : $"release {number}";

    private static bool IsApplied(PlannedObject item) => item.Action is PlannedAction.Unchanged or PlannedAction.Change or PlannedAction.Replace;

    private static string? How(PlannedObject item, PlannedObject found)
    {
        // A run that was killed this early has made no record yet.
        if (ApplyStages.Of(item.Reference) == ApplyStage.Namespaces && found.Action == PlannedAction.Unchanged)
            return null;
        if (item.LiveUid != found.LiveUid)
            return item.LiveUid is null ? "was made" : found.LiveUid is null ? "was deleted" : "was deleted and made anew";
        if (item.LiveFingerprint != found.LiveFingerprint)
            return "was changed";
        return item.Action == found.Action || (item.IsNotTried || found.IsNotTried) && IsApplied(item) && IsApplied(found) ? null : $"would be another action ({found.Action} instead of {item.Action})";
    }
}
