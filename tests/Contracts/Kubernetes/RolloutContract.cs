using k8s;
using k8s.Models;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Planning;
using Pipeline.Kubernetes.Waiting;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

/// <summary>Rollouts of real pods: what is waited for, and what is said when they don't come up.</summary>
public abstract class RolloutContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    private const string Sleep = "exec sleep 3600";
    private const string NeverReady = ", readinessProbe: {periodSeconds: 1, exec: {command: [sh, -c, 'exit 1']}}";

    private string Deployment(string script, string? image = null, string more = "", int deadline = 60) =>
        $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: web}}, spec: {{replicas: 2, progressDeadlineSeconds: {deadline}, selector: {{matchLabels: {{app: web}}}}, "
        + $"template: {{metadata: {{labels: {{app: web}}}}, spec: {{terminationGracePeriodSeconds: 1, containers: [{{name: server, image: '{image ?? Cluster.ShellImage}', command: [sh, -c, '{script}']{more}}}]}}}}}}}}";

    [Fact]
    public async Task A_rollout_is_waited_for_and_a_second_one_replaces_its_pods()
    {
        var first = await DeployAsync(Deployment(Sleep));
        var again = await DeployAsync(Deployment(Sleep));
        var second = await DeployAsync(Deployment($"echo second; {Sleep}"));

        Assert.Equal([DeployResult.Deployed, DeployResult.Unchanged, DeployResult.Deployed], new[] { first.Result, again.Result, second.Result });
        Assert.Equal("2 of 2 replicas are ready", Assert.Single(second.Objects).Readiness.Message);
        var live = await Client.AppsV1.ReadNamespacedDeploymentAsync("web", Namespace);
        Assert.Equal((2, 2), (live.Status.UpdatedReplicas, live.Status.AvailableReplicas));
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_ends_the_wait_at_once_and_takes_the_release_back()
    {
        await DeployAsync(Deployment(Sleep));

        var outcome = await Deployer.DeployAsync(Request(Deployment(Sleep, "registry.invalid/no-such-image:1")) with { Timeout = TimeSpan.FromMinutes(5) });

        Assert.Equal(DeployResult.RolledBack, outcome.Result);
        Assert.Equal(DeployErrors.RolloutFailed, outcome.Failure!.Code);
        Assert.Matches("container server: (ErrImagePull|ImagePullBackOff)", outcome.Failure.Message);
        Assert.Equal(Cluster.ShellImage, (await Client.AppsV1.ReadNamespacedDeploymentAsync("web", Namespace)).Spec.Template.Spec.Containers[0].Image);
        Assert.Equal(ReadinessStatus.Current, Assert.Single(outcome.Rollback!.Objects).Readiness.Status);
    }

    [Fact]
    public async Task A_container_that_crashes_is_reported_with_its_exit_code_and_its_last_words()
    {
        using var deployer = await ConnectAsync(Quick with { RestartsBeforeFailure = 1 });

        var outcome = await deployer.DeployAsync(Request(Deployment("echo no database at mongo:27017; exit 3", more: NeverReady)) with { Timeout = TimeSpan.FromMinutes(3) });

        Assert.Equal((DeployResult.Failed, DeployErrors.RolloutFailed), (outcome.Result, outcome.Failure!.Code));
        Assert.Contains("CrashLoopBackOff", outcome.Failure.Message);
        var diagnosis = Assert.Single(outcome.Failure.Diagnoses);
        Assert.Contains(diagnosis.Containers, x => x.Contains("container server", StringComparison.Ordinal) && x.Contains("exit code 3", StringComparison.Ordinal));
        Assert.Contains("no database at mongo:27017", diagnosis.LogLines);
        Assert.EndsWith("/server (before its restart)", diagnosis.LogSource);
    }

    [Fact]
    public async Task A_probe_that_never_succeeds_ends_with_the_progress_deadline_and_its_events()
    {
        await DeployAsync(Deployment(Sleep));

        var outcome = await Deployer.DeployAsync(Request(Deployment(
            $"echo waiting for nothing; {Sleep}", more: NeverReady, deadline: 5)) with { Timeout = TimeSpan.FromMinutes(3) });

        Assert.Equal(DeployResult.RolledBack, outcome.Result);
        Assert.Contains("ProgressDeadlineExceeded", outcome.Failure!.Message);
        var diagnosis = Assert.Single(outcome.Failure.Diagnoses);
        Assert.Contains(diagnosis.Events, x => x.StartsWith("Unhealthy: Readiness probe failed", StringComparison.Ordinal));
        Assert.Contains("waiting for nothing", diagnosis.LogLines);
    }

    [Fact]
    public async Task A_job_is_waited_for_its_failure_is_the_releases_and_a_finished_one_is_run_anew()
    {
        string Job(int exit, string word = "migrating") => $"{{apiVersion: batch/v1, kind: Job, metadata: {{name: migrate}}, spec: {{backoffLimit: 0, template: {{spec: {{restartPolicy: Never, containers: [{{name: migrate, image: '{Cluster.ShellImage}', command: [sh, -c, 'echo {word}; exit {exit}']}}]}}}}}}}}";

        var failed = await DeployAsync(Job(1));
        var retried = await DeployAsync(Job(0));
        var next = await DeployAsync(Job(0, "again"));

        Assert.Equal((DeployResult.Failed, DeployErrors.RolloutFailed), (failed.Result, failed.Failure!.Code));
        Assert.Contains("BackoffLimitExceeded", failed.Failure.Message);
        Assert.Contains("migrating", Assert.Single(failed.Failure.Diagnoses).LogLines);
        Assert.Equal([DeployResult.Deployed, DeployResult.Deployed], new[] { retried.Result, next.Result });
        Assert.Equal(PlannedAction.Replace, Assert.Single(next.Plan.Objects).Action);
        Assert.Equal(1, (await Client.BatchV1.ReadNamespacedJobAsync("migrate", Namespace)).Status.Succeeded);
    }
}
