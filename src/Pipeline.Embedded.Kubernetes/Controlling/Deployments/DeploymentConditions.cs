using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Deployments;

/// <summary>A Deployment's conditions, changed as kube-controller-manager does it.</summary>
internal static class DeploymentConditions
{
    public const string Available = "Available";
    public const string Progressing = "Progressing";
    public const string ReplicaFailure = "ReplicaFailure";

    public const string NewReplicaSetAvailable = "NewReplicaSetAvailable";
    public const string ProgressDeadlineExceeded = "ProgressDeadlineExceeded";
    public const string Paused = "DeploymentPaused";

    public static V1DeploymentCondition? Condition(this V1DeploymentStatus? status, string type) => status?.Conditions?.FirstOrDefault(x => x.Type == type);

    public static V1DeploymentCondition New(string type, string status, string reason, string message, DateTime now) => new()
    {
        Type = type,
        Status = status,
        Reason = reason,
        Message = message,
        LastUpdateTime = now,
        LastTransitionTime = now,
    };

    /// <summary>Nothing changes where status and reason are what they were; the time of the transition stays where the status does.</summary>
    public static void Set(this V1DeploymentStatus status, V1DeploymentCondition condition)
    {
        var current = status.Condition(condition.Type);
        if (current is not null && current.Status == condition.Status && current.Reason == condition.Reason)
            return;

        status.Replace(condition);
    }

    /// <summary>As <see cref="Set"/>, but the time of the update moves in any case: that is what the progress deadline counts from.</summary>
    public static void Replace(this V1DeploymentStatus status, V1DeploymentCondition condition)
    {
        if (status.Condition(condition.Type) is { } current && current.Status == condition.Status)
            condition.LastTransitionTime = current.LastTransitionTime;
        status.Conditions = [.. (status.Conditions ?? []).Where(x => x.Type != condition.Type), condition];
    }

    public static void Remove(this V1DeploymentStatus status, string type)
    {
        if (status.Condition(type) is not null)
            status.Conditions = [.. status.Conditions.Where(x => x.Type != type)];
    }
}
