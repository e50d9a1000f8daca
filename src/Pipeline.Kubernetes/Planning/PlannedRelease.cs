using System.Text.Json.Nodes;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.Planning;

/// <summary>The record with which a release begins.</summary>
internal static class PlannedRelease
{
    public static ReleaseRecord Begin(DeployPlan plan, ReleaseHistory history, DeployerOptions options)
    {
        var existing = history.Records.FirstOrDefault(x => x.Number == plan.Number);
        var bodies = plan.Objects.Select(x => x.Body).OfType<JsonObject>().ToList();
        var now = options.Time.GetUtcNow();
        return new ReleaseRecord
        {
            Release = new Release
            {
                Application = plan.Application,
                Number = plan.Number,
                State = ReleaseState.Pending,
                Sequence = history.NextSequence,
                Previous = history.LastGoodBut(plan.Number)?.Number,
                StartedBy = options.StartedBy,
                StartedAt = now,
                ChangedAt = now,
                DeployedAt = existing?.Release.DeployedAt,
                Reason = plan.IsRollback ? Rollback(plan, history) : null,
                PlanHash = plan.ApprovedHash ?? plan.Hash,
                SetHash = plan.SetHash,
                Images = ImageList.Of(bodies),
                Objects = [.. bodies.Select(ObjectReference.Of)],
                Evidence = plan.Evidence ?? existing?.Release.Evidence,
            },
            Bodies = bodies,
            Leftovers = [.. (existing?.Leftovers ?? []).Concat(plan.Objects.Where(x => x.IsLeftover).Select(x => x.Reference)).DistinctBy(x => x.Identity)],
            ResourceVersion = existing?.ResourceVersion,
        };
    }

    /// <summary>Back from the release that is deployed; or, where that is the one gone back to, from the one that failed after it.</summary>
    private static string Rollback(DeployPlan plan, ReleaseHistory history)
    {
        var from = plan.CurrentNumber is { } current && current != plan.Number ? current : history.Records.Where(x => x.Number != plan.Number).MaxBy(x => x.Release.Sequence)?.Number;
        return $"rollback{(from is { } number ? $" from {number}" : "")}";
    }
}
