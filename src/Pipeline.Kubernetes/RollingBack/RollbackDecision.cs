using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.RollingBack;

/// <summary>What follows a failed release: the release to go back to, or why there is no going back.</summary>
internal sealed record RollbackDecision(ReleaseRecord? Target, string? WhyNot)
{
    public static RollbackDecision After(DeployPlan plan, Release failed, ReleaseHistory history)
    {
        if (plan.IsRollback)
            return new RollbackDecision(null, null);
        if (plan.KeepFailed)
            return new RollbackDecision(null, $"Release {failed.Number} stays as it is, as was asked for. Go back with Rollback.");
        if (plan.CurrentNumber == failed.Number)
            return new RollbackDecision(null, $"Release {failed.Number} was deployed before already, so nothing is taken back by itself. Go back with Rollback.");
        return history.LastGoodBut(failed.Number) is { } target
            ? new RollbackDecision(target, null)
            : new RollbackDecision(null, $"Release {failed.Number} is the first of {failed.Application}: there is nothing to go back to, and it stays as it is.");
    }
}
