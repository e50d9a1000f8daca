using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Controlling.Jobs;

/// <summary>How far a Job is: its next status and the pods it wants now. Pure.</summary>
internal sealed record JobProgress
{
    private const string Reached = "Reached expected number of succeeded pods";

    public required V1Job Job { get; init; }

    public required V1JobStatus Status { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<V1Pod> Active { get; init; }

    /// <summary>How many pods should run now.</summary>
    public required int Wanted { get; init; }

    public required DateTime? LastFailure { get; init; }

    /// <summary>It has succeeded or failed for good; what still runs is stopped.</summary>
    public bool IsEnding => Status.Has(JobConditions.SuccessCriteriaMet) || Status.Has(JobConditions.FailureTarget);

    public static JobProgress Of(V1Job job, IReadOnlyList<V1Pod> pods, DateTime now)
    {
        var active = pods.Where(x => x.IsActive()).OrderBy(x => x.Metadata.CreationTimestamp).ThenBy(x => x.Metadata.Name, StringComparer.Ordinal).ToList();
        var terminating = pods.Count(x => x.IsTerminating());
        var status = ObjectEquality.Copy(job.Status ?? new V1JobStatus());
        status.UncountedTerminatedPods ??= new V1UncountedTerminatedPods();
        Suspend(job, status, now);
        Decide(job, status, pods, active.Count, now);

        var ending = status.Has(JobConditions.SuccessCriteriaMet) || status.Has(JobConditions.FailureTarget);
        status.Active = ending || job.Spec.Suspend == true || active.Count == 0 ? null : active.Count;
        status.Ready = ending ? 0 : active.Count(x => x.IsReady());
        status.Terminating = terminating + (ending ? active.Count : 0);
        if (ending && active.Count == 0 && terminating == 0)
            Finish(status, now);

        return new JobProgress { Job = job, Status = status, Active = active, Wanted = Want(job, status, active.Count), LastFailure = LastFailureOf(pods) };
    }

    /// <summary>The pods to make: a number each for an indexed Job, else none.</summary>
    public IEnumerable<int?> Missing()
    {
        var count = Wanted - Active.Count;
        if (!JobPods.IsIndexed(Job))
            return Enumerable.Repeat<int?>(null, Math.Max(0, count));

        var taken = JobPods.Indexes(Status.CompletedIndexes);
        taken.UnionWith(Active.Select(JobPods.IndexOf).OfType<int>());
        return Enumerable.Range(0, Job.Spec.Completions ?? 0).Where(x => !taken.Contains(x)).Take(Math.Max(0, count)).Select(x => (int?)x);
    }

    private static int Want(V1Job job, V1JobStatus status, int active)
    {
        var parallelism = job.Spec.Parallelism ?? 1;
        var succeeded = status.Succeeded ?? 0;
        return job.Spec.Completions is { } completions
            ? Math.Min(parallelism, completions - succeeded)
            : succeeded > 0 ? Math.Min(active, parallelism) : parallelism;
    }

    private static void Suspend(V1Job job, V1JobStatus status, DateTime now)
    {
        if (job.Spec.Suspend == true)
        {
            status.Set(JobConditions.Suspended, "True", "JobSuspended", "Job suspended", now);
            status.StartTime = null;
            return;
        }

        if (status.Has(JobConditions.Suspended))
            status.Set(JobConditions.Suspended, "False", "JobResumed", "Job resumed", now);
        status.StartTime ??= now;
    }

    private static void Decide(V1Job job, V1JobStatus status, IReadOnlyList<V1Pod> pods, int active, DateTime now)
    {
        if (status.Has(JobConditions.SuccessCriteriaMet) || status.Has(JobConditions.FailureTarget))
            return;

        var limit = job.Spec.BackoffLimit ?? 6;
        if ((status.Failed ?? 0) > limit || HasRestartedTooOften(job, pods, limit))
            status.Set(JobConditions.FailureTarget, "True", "BackoffLimitExceeded", "Job has reached the specified backoff limit", now);
        else if (job.Spec.ActiveDeadlineSeconds is { } seconds && status.StartTime is { } start && start.AddSeconds(seconds) <= now)
            status.Set(JobConditions.FailureTarget, "True", "DeadlineExceeded", "Job was active longer than specified deadline", now);
        else if (job.Spec.Completions is { } completions ? (status.Succeeded ?? 0) >= completions : (status.Succeeded ?? 0) > 0 && active == 0)
            status.Set(JobConditions.SuccessCriteriaMet, "True", "CompletionsReached", Reached, now);
    }

    private static void Finish(V1JobStatus status, DateTime now)
    {
        if (status.Condition(JobConditions.FailureTarget) is { Status: "True" } target)
        {
            status.Set(JobConditions.Failed, "True", target.Reason, target.Message, now);
        }
        else
        {
            status.Set(JobConditions.Complete, "True", "CompletionsReached", Reached, now);
            status.CompletionTime = now;
        }
    }

    // With OnFailure the pods stay and their containers are started again; that counts like pods that fail.
    private static bool HasRestartedTooOften(V1Job job, IReadOnlyList<V1Pod> pods, int limit)
    {
        if (job.Spec.Template.Spec.RestartPolicy != "OnFailure")
            return false;

        var restarts = pods.Where(x => x.Status?.Phase is "Running" or "Pending").Sum(x => x.Restarts() + (x.Status.InitContainerStatuses?.Sum(y => y.RestartCount) ?? 0));
        return limit == 0 ? restarts > 0 : restarts >= limit;
    }

    private static DateTime? LastFailureOf(IEnumerable<V1Pod> pods) => pods.Where(x => x.Status?.Phase == "Failed")
        .Select(x => x.Status.ContainerStatuses?.Max(y => y.State?.Terminated?.FinishedAt) ?? x.Metadata.CreationTimestamp)
        .Max();
}
