using Pipeline.Kubernetes.Manifests;
using Pipeline.Kubernetes.Validating;
using static Pipeline.Kubernetes.Policies.Offence;

namespace Pipeline.Kubernetes.Policies;

/// <summary>Work that ends, and work on a schedule.</summary>
internal static class JobPolicies
{
    private const string Jobs = "https://kubernetes.io/docs/concepts/workloads/controllers/job/";
    private const string CronJobs = "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/";

    // Below it the controller, which looks every 10 seconds, may never start one.
    private const long LeastDeadline = 10;

    private static readonly RuleDraft Rules = new(RuleArea.Jobs);

    public static IReadOnlyList<Policy> All { get; } =
    [
        Policy.Each(Rules.Warning("K8S601", "cron-deadline", "A CronJob says how late is too late",
            "Without startingDeadlineSeconds a CronJob that missed 100 starts, as while suspended, never starts again.", "Set startingDeadlineSeconds.", CronJobs + "#starting-deadline"),
            "CronJob", (x, _) => x.Body.At("spec").Whole("startingDeadlineSeconds") is { } deadline
                ? When(deadline < LeastDeadline, x.Body.At("spec").At("startingDeadlineSeconds"), $"is {deadline}; below {LeastDeadline} a start may never be seen.")
                : [Missing(x.Body.At("spec"), "startingDeadlineSeconds", "isn't set.")]),

        Policy.Each(Rules.Warning("K8S602", "cron-concurrency", "Runs of a CronJob don't pile up",
            "With Allow, the default, a run that hangs gets company each time.", "Set concurrencyPolicy to Forbid or Replace.", CronJobs + "#concurrency-policy"),
            "CronJob", (x, _) => WhenMissing(x.Body.At("spec").Text("concurrencyPolicy") is not ("Forbid" or "Replace"), x.Body.At("spec"), "concurrencyPolicy", "lets runs overlap.")),

        Policy.Each(Rules.Warning("K8S603", "cron-history", "A CronJob keeps what one needs to look into",
            "The logs of a failed run go with its Job; too many of them fill etcd.", "Set successfulJobsHistoryLimit and failedJobsHistoryLimit, 1 to 10.", CronJobs + "#jobs-history-limits"),
            "CronJob", (x, _) => new[] { "successfulJobsHistoryLimit", "failedJobsHistoryLimit" }.Where(y => x.Body.At("spec").Whole(y) is not (>= 1 and <= 10) && !(y[0] == 's' && x.Body.At("spec").Whole(y) == 0)).Select(y => Missing(x.Body.At("spec"), y, x.Body.At("spec").Has(y) ? $"is {x.Body.At("spec").At(y).Shown()}." : "isn't set."))),

        Policy.Each(Rules.Warning("K8S607", "cron-time-zone", "A schedule says its time zone",
            "Without one it is the zone of whatever machine the controller runs on.", "Set timeZone, as Etc/UTC.", CronJobs + "#time-zones"),
            "CronJob", (x, _) => WhenMissing(!x.Body.At("spec").Has("timeZone"), x.Body.At("spec"), "timeZone", "isn't set.")),

        Policy.EachPod(Rules.Warning("K8S604", "job-deadline", "A Job ends",
            "A run that hangs holds its resources, and with Forbid the next runs, for ever.", "Set activeDeadlineSeconds.", Jobs + "#job-termination-and-cleanup"),
            x => WhenMissing(x.IsJob && !x.JobSpec.Has("activeDeadlineSeconds"), x.JobSpec, "activeDeadlineSeconds", "isn't set.")),

        Policy.EachPod(Rules.Warning("K8S605", "job-backoff", "A Job says how often it tries",
            "Six tries, the default, may be five too many for work that isn't safe to repeat.", "Set backoffLimit.", Jobs + "#pod-backoff-failure-policy"),
            x => WhenMissing(x.IsJob && !x.JobSpec.Has("backoffLimit"), x.JobSpec, "backoffLimit", "isn't set.")),

        Policy.EachPod(Rules.Warning("K8S606", "job-ttl", "A finished Job goes away",
            "Jobs and their pods stay until somebody deletes them; a CronJob's history limits do it for its own.", "Set ttlSecondsAfterFinished.", Jobs + "#ttl-mechanism-for-finished-jobs"),
            x => WhenMissing(x.Item.Kind == "Job" && !x.JobSpec.Has("ttlSecondsAfterFinished"), x.JobSpec, "ttlSecondsAfterFinished", "isn't set.")),
    ];
}
