using k8s.Models;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Controlling.Jobs;

/// <summary>
/// Counts every finished pod exactly once, also when the process dies in between: first the pod is noted as not counted yet, then its finalizer goes,
/// then it is counted (the three steps of kube-controller-manager's job tracking).
/// </summary>
internal sealed class JobTracking(IClusterObjects objects)
{
    public async Task<V1Job> CountAsync(V1Job job, IReadOnlyList<V1Pod> pods, CancellationToken cancellationToken)
    {
        job.Status ??= new V1JobStatus();
        var uncounted = job.Status.UncountedTerminatedPods ??= new V1UncountedTerminatedPods();
        uncounted.Succeeded ??= [];
        uncounted.Failed ??= [];

        var found = pods.Where(x => JobPods.IsTracked(x) && IsOver(x) && !uncounted.Succeeded.Contains(x.Metadata.Uid) && !uncounted.Failed.Contains(x.Metadata.Uid)).ToList();
        if (found.Count > 0)
        {
            var done = JobPods.Indexes(job.Status.CompletedIndexes);
            foreach (var pod in found)
            {
                var succeeded = pod.Status?.Phase == "Succeeded";
                if (succeeded && JobPods.IsIndexed(job) && JobPods.IndexOf(pod) is { } index && index < (job.Spec.Completions ?? 0))
                    done.Add(index);
                else
                    (succeeded ? uncounted.Succeeded : uncounted.Failed).Add(pod.Metadata.Uid);
            }

            if (JobPods.IsIndexed(job))
                (job.Status.CompletedIndexes, job.Status.Succeeded) = (JobPods.Text(done), NullIfZero(done.Count));
            job = await objects.UpdateStatusAsync(job, ManagerNames.Controllers, cancellationToken);
        }

        foreach (var pod in pods.Where(x => JobPods.IsTracked(x) && IsOver(x)))
            await ReleaseAsync(pod, cancellationToken);
        return await SettleAsync(job, cancellationToken);
    }

    public async Task ReleaseAsync(V1Pod pod, CancellationToken cancellationToken)
    {
        if (await objects.GetAsync<V1Pod>(pod.Metadata.NamespaceProperty, pod.Metadata.Name, cancellationToken) is not { } current || current.Metadata.Uid != pod.Metadata.Uid || !JobPods.IsTracked(current))
            return;

        current.Metadata.Finalizers = [.. current.Metadata.Finalizers.Where(x => x != JobPods.TrackingFinalizer)];
        await objects.UpdateAsync(current, ManagerNames.Controllers, cancellationToken);
    }

    private async Task<V1Job> SettleAsync(V1Job job, CancellationToken cancellationToken)
    {
        var uncounted = job.Status.UncountedTerminatedPods;
        if ((uncounted?.Succeeded?.Count ?? 0) + (uncounted?.Failed?.Count ?? 0) == 0)
            return job;

        job.Status.Succeeded = NullIfZero((job.Status.Succeeded ?? 0) + (uncounted!.Succeeded?.Count ?? 0));
        job.Status.Failed = NullIfZero((job.Status.Failed ?? 0) + (uncounted.Failed?.Count ?? 0));
        job.Status.UncountedTerminatedPods = new V1UncountedTerminatedPods();
        return await objects.UpdateStatusAsync(job, ManagerNames.Controllers, cancellationToken);
    }

    // A pod that is deleted before it was given to a node never ends: nothing runs that could.
    private static bool IsOver(V1Pod pod) => pod.IsFinished() || (pod.Metadata.DeletionTimestamp is not null && string.IsNullOrEmpty(pod.Spec.NodeName));

    private static int? NullIfZero(int number) => number == 0 ? null : number;
}
