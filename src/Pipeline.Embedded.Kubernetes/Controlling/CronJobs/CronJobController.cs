using System.Globalization;
using k8s.Models;
using Pipeline.Embedded.Kubernetes.Controlling.Jobs;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.CronJobs;

/// <summary>Makes Jobs when their time has come, and removes old ones.</summary>
internal sealed class CronJobController(IClusterObjects objects, TimeProvider time) : IController
{
    private const string ScheduledAt = "batch.kubernetes.io/cronjob-scheduled-timestamp";
    private const int MostMissed = 100;
    private readonly EventRecorder events = new(objects, time, new EventSource("cronjob-controller", ManagerNames.Controllers));

    public string Name => "cronjob-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        changes.On<V1CronJob>(x => queue.Add(ObjectKey.Of(x.Value)));
        changes.On<V1Job>(x =>
        {
            if (x.Value.ControllerKey("CronJob") is { } key)
                queue.Add(key);
        });
    }

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1CronJob>(key.NamespaceName, key.Name, cancellationToken) is not { } cron)
            return null;

        var jobs = (await objects.ListAsync<V1Job>(key.NamespaceName, cancellationToken)).Where(x => x.IsControlledBy(cron)).OrderBy(x => x.Metadata.CreationTimestamp).ToList();
        var status = ObjectEquality.Copy(cron.Status ?? new V1CronJobStatus());
        await NoteFinishedAsync(cron, status, jobs, cancellationToken);
        await TidyAsync(cron, jobs, cancellationToken);
        var again = cron.Metadata.DeletionTimestamp is null && cron.Spec.Suspend != true ? await StartAsync(cron, status, jobs, cancellationToken) : null;

        if (!ObjectEquality.Same(status, cron.Status))
        {
            cron.Status = status;
            await objects.UpdateStatusAsync(cron, ManagerNames.Controllers, cancellationToken);
        }

        return again;
    }

    private async Task NoteFinishedAsync(V1CronJob cron, V1CronJobStatus status, List<V1Job> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs.Where(x => x.IsFinished() && status.Active?.Any(y => y.Uid == x.Metadata.Uid) == true))
        {
            var condition = job.Status.Has(JobConditions.Complete) ? JobConditions.Complete : JobConditions.Failed;
            await events.NormalAsync(cron, "SawCompletedJob", $"Saw completed job: {job.Metadata.Name}, condition: {condition}", cancellationToken);
        }

        status.Active = [.. (status.Active ?? []).Where(x => jobs.Any(y => y.Metadata.Uid == x.Uid && !y.IsFinished()))];
        var succeeded = jobs.Where(x => x.Status.Has(JobConditions.Complete)).Max(x => x.Status.CompletionTime);
        if (succeeded is not null && (status.LastSuccessfulTime is null || succeeded > status.LastSuccessfulTime))
            status.LastSuccessfulTime = succeeded;
    }

    private async Task TidyAsync(V1CronJob cron, List<V1Job> jobs, CancellationToken cancellationToken)
    {
        var finished = jobs.Where(x => x.IsFinished() && x.Metadata.DeletionTimestamp is null).OrderBy(x => x.Status.StartTime ?? x.Metadata.CreationTimestamp).ToLookup(x => x.Status.Has(JobConditions.Complete));
        foreach (var job in finished[true].SkipLast(cron.Spec.SuccessfulJobsHistoryLimit ?? 3).Concat(finished[false].SkipLast(cron.Spec.FailedJobsHistoryLimit ?? 1)))
            await DeleteAsync(cron, job, cancellationToken);
    }

    private async Task<TimeSpan?> StartAsync(V1CronJob cron, V1CronJobStatus status, List<V1Job> jobs, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await ScheduleAsync(cron, cancellationToken) is not var (schedule, zone))
            return null;

        TimeSpan? UntilNext() => schedule.Next(now, zone) is { } next ? next - now + TimeSpan.FromMilliseconds(100) : null;

        if (await DueAsync(cron, schedule, zone, now, cancellationToken) is not { } due)
            return UntilNext();

        var name = $"{cron.Metadata.Name}-{(due.ToUnixTimeSeconds() / 60).ToString(CultureInfo.InvariantCulture)}";
        if (status.LastScheduleTime == due.UtcDateTime)
            return UntilNext();
        if (jobs.Find(x => x.Metadata.Name == name) is { } made)
        {
            // Made before, but the note of it was refused (409): noted now.
            Note(status, made, due);
            return UntilNext();
        }

        if (cron.Spec.StartingDeadlineSeconds is { } seconds && due.AddSeconds(seconds) < now)
        {
            await events.WarningAsync(cron, "MissSchedule", $"Missed scheduled time to start a job: {due.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0000", cancellationToken);
            return UntilNext();
        }

        if (cron.Spec.ConcurrencyPolicy == "Forbid" && status.Active?.Count > 0)
        {
            await events.NormalAsync(cron, "JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid", cancellationToken);
            return UntilNext();
        }

        if (cron.Spec.ConcurrencyPolicy == "Replace")
        {
            foreach (var job in jobs.Where(x => !x.IsFinished()))
                await DeleteAsync(cron, job, cancellationToken);
            status.Active = [];
        }

        await CreateAsync(cron, status, name, due, cancellationToken);
        return UntilNext();
    }

    private async Task<(CronSchedule, TimeZoneInfo)?> ScheduleAsync(V1CronJob cron, CancellationToken cancellationToken)
    {
        if (CronSchedule.Parse(cron.Spec.Schedule) is not { } schedule)
        {
            await events.WarningAsync(cron, "UnparseableSchedule", $"unparseable schedule: \"{cron.Spec.Schedule}\"", cancellationToken);
            return null;
        }

        if (cron.Spec.TimeZone is not { } name)
            return (schedule, TimeZoneInfo.Utc);
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
            return (schedule, zone);

        await events.WarningAsync(cron, "UnknownTimeZone", $"invalid timeZone: \"{name}\": unknown time zone {name}", cancellationToken);
        return null;
    }

    // The last time that came since the last Job; of many missed ones only one is made up for.
    private async Task<DateTimeOffset?> DueAsync(V1CronJob cron, CronSchedule schedule, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = new DateTimeOffset(DateTime.SpecifyKind(cron.Status?.LastScheduleTime ?? cron.Metadata.CreationTimestamp!.Value, DateTimeKind.Utc));
        if (cron.Spec.StartingDeadlineSeconds is { } seconds && now.AddSeconds(-seconds) > since)
            since = now.AddSeconds(-seconds);

        DateTimeOffset? due = null;
        for (var missed = 0; schedule.Next(due ?? since, zone) is { } next && next <= now; missed++)
        {
            due = next;
            if (missed != MostMissed)
                continue;
            await events.WarningAsync(cron, "TooManyMissedTimes", "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew", cancellationToken);
            since = now.AddDays(-1) > next ? now.AddDays(-1) : next;
            due = schedule.Next(since, zone) is { } last && last <= now ? last : due;
        }

        return due;
    }

    private async Task CreateAsync(V1CronJob cron, V1CronJobStatus status, string name, DateTimeOffset due, CancellationToken cancellationToken)
    {
        var template = ObjectEquality.Copy(cron.Spec.JobTemplate);
        try
        {
            var job = await objects.CreateAsync(
                new V1Job
                {
                    ApiVersion = "batch/v1",
                    Kind = "Job",
                    Metadata = new V1ObjectMeta
                    {
                        Name = name,
                        NamespaceProperty = cron.Metadata.NamespaceProperty,
                        Labels = template.Metadata?.Labels,
                        Annotations = new Dictionary<string, string>(template.Metadata?.Annotations ?? new Dictionary<string, string>()) { [ScheduledAt] = due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) },
                        OwnerReferences = [ControllerReferences.To(cron, "batch/v1", "CronJob")],
                    },
                    Spec = template.Spec,
                },
                ManagerNames.Controllers,
                cancellationToken);
            await events.NormalAsync(cron, "SuccessfulCreate", $"Created job {name}", cancellationToken);
            Note(status, job, due);
        }
        catch (ApiRefusal refusal) when (refusal.Status.Reason != "AlreadyExists")
        {
            await events.WarningAsync(cron, "FailedCreate", $"Error creating job: {refusal.Message}", cancellationToken);
            throw;
        }
    }

    private static void Note(V1CronJobStatus status, V1Job job, DateTimeOffset due)
    {
        status.LastScheduleTime = due.UtcDateTime;
        if (!job.IsFinished())
            status.Active = [.. status.Active ?? [], new V1ObjectReference { ApiVersion = "batch/v1", Kind = "Job", Name = job.Metadata.Name, NamespaceProperty = job.Metadata.NamespaceProperty, Uid = job.Metadata.Uid, ResourceVersion = job.Metadata.ResourceVersion }];
    }

    private async Task DeleteAsync(V1CronJob cron, V1Job job, CancellationToken cancellationToken)
    {
        await objects.DeleteAsync<V1Job>(job.Metadata.NamespaceProperty, job.Metadata.Name, "Background", null, cancellationToken);
        await events.NormalAsync(cron, "SuccessfulDelete", $"Deleted job {job.Metadata.Name}", cancellationToken);
    }
}
