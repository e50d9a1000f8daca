using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Jobs;

/// <summary>Pods that run to their end: as many as asked for, again where they fail, within the limits. <c>podFailurePolicy</c>, <c>successPolicy</c> and limits by index are not applied.</summary>
internal sealed class JobController(IClusterObjects objects, TimeProvider time) : IController
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly EventRecorder events = new(objects, time, new EventSource("job-controller", ManagerNames.Controllers));
    private readonly JobTracking tracking = new(objects);

    public string Name => "job-controller";

    public void Subscribe(ChangeFeed changes, WorkQueue queue)
    {
        changes.On<V1Job>(x => queue.Add(ObjectKey.Of(x.Value)));
        changes.On<V1Pod>(x =>
        {
            if (x.Value.ControllerKey("Job") is { } key)
                queue.Add(key);
        });
    }

    public async Task<TimeSpan?> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var job = await objects.GetAsync<V1Job>(key.NamespaceName, key.Name, cancellationToken);
        var pods = (await objects.ListAsync<V1Pod>(key.NamespaceName, cancellationToken)).Where(x => job is null ? x.ControllerKey("Job") == key : x.IsControlledBy(job)).ToList();
        if (job is null || job.Metadata.DeletionTimestamp is not null)
        {
            // Nobody counts any more; the pods may go.
            foreach (var pod in pods.Where(JobPods.IsTracked))
                await tracking.ReleaseAsync(pod, cancellationToken);
            return null;
        }

        if (job.IsFinished())
            return await ExpireAsync(job, pods, cancellationToken);

        job = await tracking.CountAsync(job, pods, cancellationToken);
        var progress = JobProgress.Of(job, pods, time.Now());
        var again = await ActAsync(job, progress, cancellationToken);

        if (!ObjectEquality.Same(progress.Status, job.Status))
        {
            job.Status = progress.Status;
            job = await objects.UpdateStatusAsync(job, ManagerNames.Controllers, cancellationToken);
            await TellAsync(job, cancellationToken);
        }

        return again;
    }

    private async Task<TimeSpan?> ActAsync(V1Job job, JobProgress progress, CancellationToken cancellationToken)
    {
        if (progress.IsEnding || job.Spec.Suspend == true)
        {
            await DeleteAsync(job, progress.Active, cancellationToken);
            return null;
        }

        await DeleteAsync(job, progress.Active.Skip(progress.Wanted).ToList(), cancellationToken);
        var wait = progress.Active.Count < progress.Wanted ? Pause(job, progress) : TimeSpan.Zero;
        if (wait <= TimeSpan.Zero)
        {
            foreach (var index in progress.Missing())
                await CreateAsync(job, index, cancellationToken);
        }

        return Earliest(wait > TimeSpan.Zero ? wait : null, job.Spec.ActiveDeadlineSeconds is { } seconds && progress.Status.StartTime is { } start ? start.AddSeconds(seconds + 1) - time.GetUtcNow().UtcDateTime : null);
    }

    // After a failure the next pod waits: 10 s, doubled each time, counted from the last one's end.
    private TimeSpan Pause(V1Job job, JobProgress progress)
    {
        if (progress.LastFailure is not { } since || job.Status.Failed is not > 0)
            return TimeSpan.Zero;

        var pause = FirstPause * Math.Pow(2, Math.Min(job.Status.Failed.Value - 1, 10));
        return since + (pause < LongestPause ? pause : LongestPause) - time.GetUtcNow().UtcDateTime;
    }

    private async Task CreateAsync(V1Job job, int? index, CancellationToken cancellationToken)
    {
        try
        {
            var pod = await objects.CreateAsync(JobPods.New(job, index), ManagerNames.Controllers, cancellationToken);
            await events.NormalAsync(job, "SuccessfulCreate", $"Created pod: {pod.Metadata.Name}", cancellationToken);
        }
        catch (ApiRefusal refusal)
        {
            await events.WarningAsync(job, "FailedCreate", $"Error creating: {refusal.Message}", cancellationToken);
            throw;
        }
    }

    private async Task DeleteAsync(V1Job job, IReadOnlyList<V1Pod> pods, CancellationToken cancellationToken)
    {
        foreach (var pod in pods)
        {
            await objects.DeleteAsync<V1Pod>(pod.Metadata.NamespaceProperty, pod.Metadata.Name, "Background", null, cancellationToken);
            await events.NormalAsync(job, "SuccessfulDelete", $"Deleted pod: {pod.Metadata.Name}", cancellationToken);
        }
    }

    private async Task<TimeSpan?> ExpireAsync(V1Job job, List<V1Pod> pods, CancellationToken cancellationToken)
    {
        foreach (var pod in pods.Where(JobPods.IsTracked))
            await tracking.ReleaseAsync(pod, cancellationToken);
        if (job.Spec.TtlSecondsAfterFinished is not { } seconds)
            return null;

        var finished = (job.Status.Condition(JobConditions.Complete) ?? job.Status.Condition(JobConditions.Failed))!.LastTransitionTime!.Value;
        var left = finished.AddSeconds(seconds) - time.GetUtcNow().UtcDateTime;
        if (left > TimeSpan.Zero)
            return left;

        await objects.DeleteAsync<V1Job>(job.Metadata.NamespaceProperty, job.Metadata.Name, "Foreground", null, cancellationToken);
        return null;
    }

    private Task TellAsync(V1Job job, CancellationToken cancellationToken) => job.Status switch
    {
        var status when status.Has(JobConditions.Complete) => events.NormalAsync(job, "Completed", "Job completed", cancellationToken),
        var status when status.Condition(JobConditions.Failed) is { Status: "True" } failed => events.WarningAsync(job, failed.Reason, failed.Message, cancellationToken),
        _ => Task.CompletedTask,
    };

    private static TimeSpan? Earliest(TimeSpan? one, TimeSpan? other) => one is null ? other : other is null || one < other ? one : other;
}
