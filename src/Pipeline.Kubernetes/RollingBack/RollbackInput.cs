using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Recording;

namespace Pipeline.Kubernetes.RollingBack;

/// <summary>An earlier release as what is to be planned.</summary>
internal static class RollbackInput
{
    /// <summary>Back from a failed release, with what was allowed to it.</summary>
    public static PlanInput Of(ReleaseRecord target, ReleaseHistory history, DeployPlan failed) => Of(target, history, failed.Namespace, failed.Timeout) with { ForceConflicts = failed.ForceConflicts, Prune = failed.Prune };

    public static PlanInput Of(ReleaseRecord target, ReleaseHistory history, string @namespace, TimeSpan timeout) => new()
    {
        Application = target.Release.Application,
        Namespace = @namespace,
        Bodies = target.Bodies,
        History = history,
        Number = target.Number,
        IsRollback = true,
        KeepFailed = true,
        Timeout = timeout,
    };
}
