using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Jobs;

/// <summary>A Job's conditions.</summary>
internal static class JobConditions
{
    public const string SuccessCriteriaMet = "SuccessCriteriaMet";
    public const string Complete = "Complete";
    public const string FailureTarget = "FailureTarget";
    public const string Failed = "Failed";
    public const string Suspended = "Suspended";

    public static bool Has(this V1JobStatus? status, string type) => status.Condition(type)?.Status == "True";

    public static V1JobCondition? Condition(this V1JobStatus? status, string type) => status?.Conditions?.FirstOrDefault(x => x.Type == type);

    public static bool IsFinished(this V1Job job) => job.Status.Has(Complete) || job.Status.Has(Failed);

    public static void Set(this V1JobStatus status, string type, string value, string reason, string message, DateTime now)
    {
        var current = status.Condition(type);
        if (current is not null && current.Status == value && current.Reason == reason && current.Message == message)
            return;

        var condition = new V1JobCondition { Type = type, Status = value, Reason = reason, Message = message, LastProbeTime = now, LastTransitionTime = current?.Status == value ? current.LastTransitionTime : now };
        status.Conditions = [.. (status.Conditions ?? []).Where(x => x.Type != type), condition];
    }
}
