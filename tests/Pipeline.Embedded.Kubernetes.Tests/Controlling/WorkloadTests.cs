using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Tests.Controlling;

/// <summary>StatefulSets, DaemonSets and Jobs; pods are made ready, ended and removed by hand.</summary>
public class WorkloadTests
{
    private const string StatefulSet = """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          replicas: 2
          serviceName: db
          selector: {matchLabels: {app: db}}
          template: {metadata: {labels: {app: db}}, spec: {terminationGracePeriodSeconds: 0, containers: [{name: db, image: 'db:1', volumeMounts: [{name: data, mountPath: /data}]}]}}
          volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]
        """;

    [Fact]
    public async Task A_stateful_set_starts_in_order_and_updates_in_reverse()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1StatefulSet>(StatefulSet);
        await cluster.GetAsync<V1StatefulSet>("db", x => x.Status?.Replicas == 1, "one pod is there");
        Assert.Equal(["db-0"], (await cluster.PodsAsync("db")).Select(x => x.Metadata.Name));

        await cluster.MarkReadyAsync("db");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("db")).Count == 2, "the second pod is there");
        await cluster.MarkReadyAsync("db");
        var set = await cluster.GetAsync<V1StatefulSet>("db", x => x.Status is { ReadyReplicas: 2, CurrentReplicas: 2 }, "both are ready");
        Assert.Equal(set.Status.CurrentRevision, set.Status.UpdateRevision);
        foreach (var (pod, index) in (await cluster.PodsAsync("db")).OrderBy(x => x.Metadata.Name).Select((x, i) => (x, i)))
        {
            Assert.Equal(($"db-{index}", "db", $"{index}", $"data-db-{index}", set.Status.CurrentRevision), (pod.Spec.Hostname, pod.Spec.Subdomain, pod.Metadata.Labels["apps.kubernetes.io/pod-index"], pod.Spec.Volumes.Single(x => x.Name == "data").PersistentVolumeClaim.ClaimName, pod.Metadata.Labels["controller-revision-hash"]));
            await cluster.GetAsync<V1PersistentVolumeClaim>($"data-db-{index}", x => x.Status?.Phase == "Bound", "its claim is bound");
        }

        await cluster.ChangeAsync<V1StatefulSet>("db", x => x.Spec.Template.Spec.Containers[0].Image = "db:2");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("db")).Any(x => x.Spec.Containers[0].Image == "db:2"), "one pod is updated");
        Assert.Equal(["db-0 db:1", "db-1 db:2"], (await cluster.PodsAsync("db")).Select(x => $"{x.Metadata.Name} {x.Spec.Containers[0].Image}").Order());
        await cluster.MarkReadyAsync("db");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("db")).Count(x => x.Spec.Containers[0].Image == "db:2") == 2, "both are updated");
        await cluster.MarkReadyAsync("db");
        var updated = await cluster.GetAsync<V1StatefulSet>("db", x => x.Status is { UpdatedReplicas: 2, ReadyReplicas: 2 } && x.Status.CurrentRevision == x.Status.UpdateRevision, "the update is over");
        Assert.NotEqual(set.Status.CurrentRevision, updated.Status.CurrentRevision);

        await cluster.ChangeAsync<V1StatefulSet>("db", x => x.Spec.Replicas = 1);
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("db")).Count == 1, "the last pod is gone");
        Assert.Equal("db-0", (await cluster.PodsAsync("db"))[0].Metadata.Name);
        Assert.NotNull(await cluster.Objects.GetAsync<V1PersistentVolumeClaim>("test", "data-db-1", default));
        cluster.HasNoFaults();
    }

    [Fact]
    public async Task Pods_before_the_partition_stay_and_come_back_as_they_were()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1StatefulSet>(StatefulSet.Replace("serviceName: db", "serviceName: db\n  podManagementPolicy: Parallel\n  updateStrategy: {rollingUpdate: {partition: 1}}", StringComparison.Ordinal));
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("db")).Count == 2, "both pods are there");
        await cluster.MarkReadyAsync("db");
        await cluster.GetAsync<V1StatefulSet>("db", x => x.Status.ReadyReplicas == 2, "both are ready");

        await cluster.ChangeAsync<V1StatefulSet>("db", x => x.Spec.Template.Spec.Containers[0].Image = "db:2");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("db")).Any(x => x.Spec.Containers[0].Image == "db:2"), "one is updated");
        var before = (await cluster.PodsAsync("db")).Single(x => x.Metadata.Name == "db-0").Metadata.Uid;
        await cluster.Objects.DeleteAsync<V1Pod>("test", "db-0", "Background", 0, default);

        await cluster.UntilAsync(async () => (await cluster.PodsAsync("db")).Any(x => x.Metadata.Name == "db-0" && x.Metadata.Uid != before), "the first is back");
        Assert.Equal(["db-0 db:1", "db-1 db:2"], (await cluster.PodsAsync("db")).Select(x => $"{x.Metadata.Name} {x.Spec.Containers[0].Image}").Order());
    }

    [Fact]
    public async Task A_daemon_set_has_one_pod_on_the_one_node()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1DaemonSet>("{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: agent}, spec: {selector: {matchLabels: {app: agent}}, template: {metadata: {labels: {app: agent}}, spec: {terminationGracePeriodSeconds: 0, containers: [{name: a, image: 'a:1'}]}}}}");
        await cluster.GetAsync<V1DaemonSet>("agent", x => x.Status?.ObservedGeneration == 1 && x.Status.DesiredNumberScheduled == 0, "no node, no pod");

        await cluster.Objects.CreateAsync(new V1Node { ApiVersion = "v1", Kind = "Node", Metadata = new V1ObjectMeta { Name = "by-hand" } }, "test", default);
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("agent")).Count == 1, "its pod is there");
        await cluster.MarkReadyAsync("agent");
        await cluster.GetAsync<V1DaemonSet>("agent", x => x.Status is { NumberReady: 1, NumberAvailable: 1, CurrentNumberScheduled: 1, UpdatedNumberScheduled: 1 }, "it is ready");

        await cluster.ChangeAsync<V1DaemonSet>("agent", x => x.Spec.Template.Spec.Containers[0].Image = "a:2");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("agent")) is [{ } pod] && pod.Spec.Containers[0].Image == "a:2", "it is updated");
    }

    [Fact]
    public async Task A_job_ends_when_enough_pods_have_succeeded()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Job>("{apiVersion: batch/v1, kind: Job, metadata: {name: work}, spec: {completions: 3, parallelism: 2, template: {metadata: {labels: {app: work}}, spec: {restartPolicy: Never, containers: [{name: w, image: 'w:1'}]}}}}");
        await cluster.GetAsync<V1Job>("work", x => x.Status?.Active == 2, "two pods run");

        for (var i = 1; i <= 3; i++)
        {
            var done = i;
            await cluster.UntilAsync(async () => (await cluster.PodsAsync("work")).Any(x => x.Status?.Phase is null or "Pending"), "a pod is there");
            await cluster.MarkAsync((await cluster.PodsAsync("work")).First(x => x.Status?.Phase is null or "Pending"), "Succeeded");
            await cluster.GetAsync<V1Job>("work", x => x.Status.Succeeded == done, $"{done} have succeeded");
        }

        var job = await cluster.GetAsync<V1Job>("work", x => x.Status.CompletionTime is not null, "the job is complete");
        Assert.Equal(["SuccessCriteriaMet CompletionsReached Reached expected number of succeeded pods", "Complete CompletionsReached Reached expected number of succeeded pods"], job.Status.Conditions.Select(x => $"{x.Type} {x.Reason} {x.Message}"));
        Assert.Equal((3, null, null), (job.Status.Succeeded, job.Status.Failed, job.Status.Active));
        Assert.All(await cluster.PodsAsync("work"), x => Assert.Empty(x.Metadata.Finalizers ?? []));
        await cluster.UntilAsync(async () => (await cluster.EventsAsync("work")).Contains("Normal Completed Job completed"), "it is told");
        cluster.HasNoFaults();
    }

    [Fact]
    public async Task A_job_whose_pods_fail_too_often_has_failed_and_goes_when_its_time_is_over()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Job>("{apiVersion: batch/v1, kind: Job, metadata: {name: work}, spec: {backoffLimit: 0, ttlSecondsAfterFinished: 1, template: {metadata: {labels: {app: work}}, spec: {restartPolicy: Never, containers: [{name: w, image: 'w:1'}]}}}}");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("work")).Count == 1, "its pod is there");

        await cluster.MarkAsync((await cluster.PodsAsync("work"))[0], "Failed");

        var job = await cluster.GetAsync<V1Job>("work", x => x.Status.Conditions?.Any(y => y.Type == "Failed") == true, "the job has failed");
        Assert.Equal(["FailureTarget BackoffLimitExceeded Job has reached the specified backoff limit", "Failed BackoffLimitExceeded Job has reached the specified backoff limit"], job.Status.Conditions.Select(x => $"{x.Type} {x.Reason} {x.Message}"));
        Assert.Equal(1, job.Status.Failed);
        await cluster.UntilAsync(async () => await cluster.Objects.GetAsync<V1Job>("test", "work", default) is null, "the job is gone");
    }

    [Fact]
    public async Task An_indexed_job_gives_each_pod_its_number()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Job>("{apiVersion: batch/v1, kind: Job, metadata: {name: work}, spec: {completionMode: Indexed, completions: 3, parallelism: 3, template: {metadata: {labels: {app: work}}, spec: {restartPolicy: Never, containers: [{name: w, image: 'w:1'}]}}}}");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("work")).Count == 3, "three pods are there");
        Assert.Equal(["work-0", "work-1", "work-2"], (await cluster.PodsAsync("work")).Select(x => x.Spec.Hostname).Order());

        foreach (var pod in (await cluster.PodsAsync("work")).Where(x => x.Spec.Hostname != "work-1"))
            await cluster.MarkAsync(pod, "Succeeded");

        await cluster.GetAsync<V1Job>("work", x => x.Status.CompletedIndexes == "0,2", "the first and the last are done");
        await cluster.MarkAsync((await cluster.PodsAsync("work")).Single(x => x.Spec.Hostname == "work-1"), "Succeeded");
        await cluster.GetAsync<V1Job>("work", x => x.Status.CompletedIndexes == "0-2" && x.Status.CompletionTime is not null, "all are done");
    }

    [Fact]
    public async Task A_suspended_job_has_no_pods_until_it_goes_on()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Job>("{apiVersion: batch/v1, kind: Job, metadata: {name: work}, spec: {suspend: true, template: {metadata: {labels: {app: work}}, spec: {restartPolicy: Never, containers: [{name: w, image: 'w:1'}]}}}}");
        await cluster.GetAsync<V1Job>("work", x => x.Status?.Conditions?.Any(y => y.Type == "Suspended" && y.Status == "True") == true, "it is suspended");
        Assert.Empty(await cluster.PodsAsync("work"));

        await cluster.ChangeAsync<V1Job>("work", x => x.Spec.Suspend = false);

        await cluster.GetAsync<V1Job>("work", x => x.Status.Active == 1 && x.Status.Conditions.Any(y => y.Type == "Suspended" && y.Status == "False"), "it runs");
    }

    [Fact]
    public async Task A_cron_job_makes_a_job_when_its_time_has_come_and_not_two_where_that_is_forbidden()
    {
        var time = new ShiftedTime();
        await using var cluster = await ControlledCluster.StartAsync(time: time);
        await cluster.CreateAsync<V1CronJob>("{apiVersion: batch/v1, kind: CronJob, metadata: {name: often}, spec: {schedule: '* * * * *', concurrencyPolicy: Forbid, jobTemplate: {spec: {template: {metadata: {labels: {app: often}}, spec: {restartPolicy: Never, containers: [{name: w, image: 'w:1'}]}}}}}}");
        await LaterAsync("1");

        var cron = await cluster.GetAsync<V1CronJob>("often", x => x.Status?.Active?.Count == 1, "a job is active");

        var job = await cluster.GetAsync<V1Job>(cron.Status.Active[0].Name, _ => true, "the job is there");
        Assert.Equal(new DateTimeOffset(DateTime.SpecifyKind(cron.Status.LastScheduleTime!.Value, DateTimeKind.Utc)), DateTimeOffset.Parse(job.Metadata.Annotations["batch.kubernetes.io/cronjob-scheduled-timestamp"], System.Globalization.CultureInfo.InvariantCulture));
        await LaterAsync("2");
        await cluster.UntilAsync(async () => (await cluster.EventsAsync("often")).Contains("Normal JobAlreadyActive Not starting job because prior execution is running and concurrency policy is Forbid"), "the next is not started");
        Assert.Single(await cluster.Objects.ListAsync<V1Job>("test", default));

        // A change makes the controller look at the clock.
        Task LaterAsync(string look)
        {
            time.Shift += TimeSpan.FromMinutes(1);
            return cluster.ChangeAsync<V1CronJob>("often", x => x.Metadata.Labels = new Dictionary<string, string> { ["look"] = look });
        }
    }
}
