using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Tests.Running;

public class ProbeTests
{
    [Fact]
    public async Task A_pod_is_ready_when_its_readiness_probe_says_so_and_no_longer_than_that()
    {
        await using var cluster = await PodCluster.StartAsync();
        var flag = Path.Combine(cluster.Directory, "ready");
        await cluster.RunAsync("ready", "exec sleep 1000", $"{{readinessProbe: {{periodSeconds: 1, failureThreshold: 1, exec: {{command: [test, -e, /flags/ready]}}}}, volumeMounts: [{{name: flags, mountPath: /flags}}]}}".Replace("/flags/ready", MountingFactAttribute.IsPossible ? "/flags/ready" : flag, StringComparison.Ordinal), $"{{terminationGracePeriodSeconds: 1, volumes: [{{name: flags, hostPath: {{path: {cluster.Directory}}}}}]}}");
        await cluster.UntilAsync(async () => (await cluster.EventsAsync("ready")).Any(x => x.StartsWith("Warning Unhealthy Readiness probe failed: ", StringComparison.Ordinal)), "a probe has failed");
        var pod = (await cluster.Objects.GetAsync<V1Pod>("test", "ready", default))!;
        Assert.Equal(("Running", "ContainersNotReady", "containers with unready status: [main]"), (pod.Status.Phase, pod.Status.Conditions.Single(x => x.Type == "Ready").Reason, pod.Status.Conditions.Single(x => x.Type == "Ready").Message));

        await File.WriteAllTextAsync(flag, "");
        pod = await cluster.PodAsync("ready", x => x.Status.ContainerStatuses[0].Ready, "the pod is ready");
        Assert.All(pod.Status.Conditions, x => Assert.Equal("True", x.Status));

        File.Delete(flag);
        pod = await cluster.PodAsync("ready", x => !x.Status.ContainerStatuses[0].Ready, "the pod is not ready");
        Assert.Equal(0, pod.Status.ContainerStatuses[0].RestartCount);
    }

    [Fact]
    public async Task A_container_whose_liveness_probe_fails_is_started_again()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("dead", "exec sleep 1000", "{livenessProbe: {periodSeconds: 1, failureThreshold: 2, exec: {command: [sh, -c, 'echo no; exit 1']}}}", "{terminationGracePeriodSeconds: 1}");

        var pod = await cluster.PodAsync("dead", x => x.Status?.ContainerStatuses?[0].RestartCount > 0, "it was started again");

        Assert.Equal(143, pod.Status.ContainerStatuses[0].LastState.Terminated.ExitCode);
        var events = await cluster.EventsAsync("dead");
        Assert.Contains("Warning Unhealthy Liveness probe failed: no", events);
        Assert.Contains("Normal Killing Container main failed liveness probe, will be restarted", events);
    }

    [Fact]
    public async Task Until_the_startup_probe_succeeds_nothing_else_is_asked()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("slow", "exec sleep 1000", """
            startupProbe: {periodSeconds: 1, failureThreshold: 2, tcpSocket: {port: 9}}
            livenessProbe: {periodSeconds: 1, failureThreshold: 1, exec: {command: ["false"]}}
            """, "{terminationGracePeriodSeconds: 1}");

        await cluster.PodAsync("slow", x => x.Status?.ContainerStatuses?[0].RestartCount > 0, "it was started again");

        var pod = (await cluster.Objects.GetAsync<V1Pod>("test", "slow", default))!;
        var events = await cluster.EventsAsync("slow");
        Assert.Contains($"Warning Unhealthy Startup probe failed: dial tcp {pod.Status.PodIP}:9: connect: connection refused", events);
        Assert.Contains("Normal Killing Container main failed startup probe, will be restarted", events);
        Assert.DoesNotContain(events, x => x.Contains("Liveness", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hooks_run_after_the_start_and_before_the_end()
    {
        await using var cluster = await PodCluster.StartAsync();
        var order = Path.Combine(cluster.Directory, "order");
        var inside = MountingFactAttribute.IsPossible ? "/out/order" : order;
        await cluster.RunAsync("hooks", $"trap 'echo term >> {inside}; exit 0' TERM; while :; do sleep 0.05; done", $"{{volumeMounts: [{{name: out, mountPath: /out}}], lifecycle: {{postStart: {{exec: {{command: [sh, -c, 'echo start >> {inside}']}}}}, preStop: {{exec: {{command: [sh, -c, 'sleep 0.3; echo stop >> {inside}']}}}}}}}}", $"{{volumes: [{{name: out, hostPath: {{path: {cluster.Directory}}}}}]}}");
        await cluster.PodAsync("hooks", x => x.Status?.ContainerStatuses?[0].Ready == true, "the pod is ready");

        await cluster.DeleteAsync<V1Pod>("hooks");
        await cluster.UntilAsync(async () => await cluster.Objects.GetAsync<V1Pod>("test", "hooks", default) is null, "the pod is gone");

        Assert.Equal(["start", "stop", "term"], await File.ReadAllLinesAsync(order));
    }

    [Fact]
    public async Task A_failing_hook_after_the_start_ends_the_container()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("badhook", "exec sleep 1000", "{lifecycle: {postStart: {exec: {command: ['false']}}}}", "{restartPolicy: Never, terminationGracePeriodSeconds: 1}");

        await cluster.PodAsync("badhook", x => x.Status?.Phase == "Failed", "the pod has failed");

        await cluster.IsToldAsync("badhook", "Warning FailedPostStartHook PostStartHook failed");
    }
}
