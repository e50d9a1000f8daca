using k8s.Models;
using Pipeline.Embedded.Kubernetes.Running.Addresses;
using Pipeline.Embedded.Kubernetes.Running.Volumes;

namespace Pipeline.Embedded.Kubernetes.Tests.Running;

/// <summary>Pods as processes, from their start to their end.</summary>
public class PodLifeTests
{
    [Fact]
    public async Task A_pod_runs_to_its_end_and_tells_of_it()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("once", "echo hello; echo wrong >&2", spec: "{restartPolicy: Never}");

        var pod = await cluster.PodAsync("once", x => x.Status?.Phase == "Succeeded", "the pod has succeeded");

        Assert.Equal("embedded", pod.Spec.NodeName);
        Assert.StartsWith("127.", pod.Status.PodIP, StringComparison.Ordinal);
        Assert.Equal(("Completed", 0), (pod.Status.ContainerStatuses[0].State.Terminated.Reason, pod.Status.ContainerStatuses[0].State.Terminated.ExitCode));
        Assert.Equal(["True", "True", "False", "False", "False"], new[] { "PodScheduled", "Initialized", "Ready", "ContainersReady", "PodReadyToStartContainers" }.Select(x => pod.Status.Conditions.Single(y => y.Type == x).Status));
        Assert.Equal("PodCompleted", pod.Status.Conditions.Single(x => x.Type == "Ready").Reason);
        Assert.Equal(["hello", "wrong"], (await cluster.LogAsync("once")).Trim().Split('\n').Order());
        Assert.Equal(
            ["Normal Created Created container: main", "Normal Pulled Container image \"sh:1\" already present on machine", "Normal Scheduled Successfully assigned test/once to embedded", "Normal Started Started container main"],
            (await cluster.EventsAsync("once")).Order());
        cluster.HasNoFaults();
    }

    [Fact]
    public async Task A_failing_container_is_started_again_with_a_back_off_and_its_last_state_is_kept()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("crash", "echo run; exit 3");

        var pod = await cluster.PodAsync("crash", x => x.Status?.ContainerStatuses?[0] is { RestartCount: >= 2, State.Waiting.Reason: "CrashLoopBackOff" }, "it is in CrashLoopBackOff");

        var status = pod.Status.ContainerStatuses[0];
        Assert.Equal(("Running", 3, "Error"), (pod.Status.Phase, status.LastState.Terminated.ExitCode, status.LastState.Terminated.Reason));
        Assert.Matches($"^back-off [0-9.]+m?s restarting failed container=main pod=crash_test\\({pod.Metadata.Uid}\\)$", status.State.Waiting.Message);
        await cluster.IsToldAsync("crash", $"Warning BackOff Back-off restarting failed container main in pod crash_test({pod.Metadata.Uid})");
        Assert.Equal("run\n", await cluster.LogAsync("crash", x => x with { Previous = true }));
    }

    [Fact]
    public async Task A_pod_that_is_deleted_gets_sigterm_and_time_to_end()
    {
        await using var cluster = await PodCluster.StartAsync();
        var proof = Path.Combine(cluster.Directory, "ended");
        await cluster.RunAsync("gentle", $"trap 'echo ended > {proof}; exit 0' TERM; echo ready; while :; do sleep 0.05; done", "{volumeMounts: [{name: out, mountPath: " + cluster.Directory + "}]}", "{volumes: [{name: out, hostPath: {path: " + cluster.Directory + "}}]}");
        await cluster.UntilAsync(async () => await cluster.LogAsync("gentle") == "ready\n", "it has said that it is ready");

        await cluster.DeleteAsync<V1Pod>("gentle");

        await cluster.UntilAsync(async () => await cluster.Objects.GetAsync<V1Pod>("test", "gentle", default) is null, "the pod is gone");
        Assert.True(File.Exists(proof), string.Join("\n", await cluster.EventsAsync("gentle")) + File.Exists("/tmp/keep"));
        Assert.Equal("ended\n", await File.ReadAllTextAsync(proof));
        await cluster.IsToldAsync("gentle", "Normal Killing Stopping container main");
    }

    [Fact]
    public async Task A_container_that_ignores_sigterm_is_killed_with_all_that_it_started()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("stubborn", "trap '' TERM; sleep 987654 & echo $!; while :; do sleep 0.05; done", spec: "{terminationGracePeriodSeconds: 1}");
        await cluster.UntilAsync(async () => (await cluster.LogAsync("stubborn")).Length > 1, "it has told the id of its child");
        var child = (await cluster.LogAsync("stubborn")).Trim();
        Assert.True(Directory.Exists($"/proc/{child}"));

        await cluster.DeleteAsync<V1Pod>("stubborn");

        await cluster.UntilAsync(async () => await cluster.Objects.GetAsync<V1Pod>("test", "stubborn", default) is null, "the pod is gone");
        await cluster.UntilAsync(() => Task.FromResult(!Directory.Exists($"/proc/{child}")), "its child is gone");
    }

    [Fact]
    public async Task A_pod_that_is_told_to_end_sooner_ends_sooner()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("slow", "trap '' TERM; echo $$; while :; do sleep 0.05; done", "{lifecycle: {preStop: {sleep: {seconds: 500}}}}", "{terminationGracePeriodSeconds: 1000}");
        await cluster.UntilAsync(async () => (await cluster.LogAsync("slow")).Length > 1, "it has told its id");
        var id = (await cluster.LogAsync("slow")).Trim();
        await cluster.DeleteAsync<V1Pod>("slow");
        await cluster.UntilAsync(async () => (await cluster.EventsAsync("slow")).Contains("Normal Killing Stopping container main"), "it is told to end");

        await cluster.DeleteAsync<V1Pod>("slow", 0);

        await cluster.UntilAsync(() => Task.FromResult(!Directory.Exists($"/proc/{id}")), "its process is gone");
    }

    [Fact]
    public async Task Init_containers_run_in_order_and_sidecars_beside_the_others()
    {
        await using var cluster = await PodCluster.StartAsync();
        var work = cluster.Directory;
        var mounts = $"volumeMounts: [{{name: work, mountPath: {work}}}]";
        await cluster.RunAsync("ordered", $"cat {work}/log; test -e {work}/side && echo with the sidecar", $"{{{mounts}}}", $$$"""
            restartPolicy: Never
            volumes: [{name: work, hostPath: {path: {{{work}}}}}]
            initContainers:
            - {name: one, image: "sh:1", command: [sh, -c, "echo one >> {{{work}}}/log"], {{{mounts}}} }
            - {name: side, image: "sh:1", restartPolicy: Always, command: [sh, -c, "touch {{{work}}}/side; while :; do sleep 0.05; done"], {{{mounts}}}, startupProbe: {periodSeconds: 1, exec: {command: [test, -e, {{{work}}}/side] } } }
            - {name: two, image: "sh:1", command: [sh, -c, "echo two >> {{{work}}}/log"], {{{mounts}}} }
            """);

        var pod = await cluster.PodAsync("ordered", x => x.Status?.Phase is "Succeeded" or "Failed", "the pod is over");

        Assert.Equal("one\ntwo\nwith the sidecar\n", await cluster.LogAsync("ordered"));
        Assert.Equal("Succeeded", pod.Status.Phase);
        Assert.All(pod.Status.InitContainerStatuses, x => Assert.NotNull(x.State.Terminated));
    }

    [Fact]
    public async Task A_failing_init_container_fails_a_pod_that_is_never_started_again()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("noinit", "echo never", spec: "{restartPolicy: Never, initContainers: [{name: bad, image: 'sh:1', command: [sh, -c, exit 1]}]}");

        var pod = await cluster.PodAsync("noinit", x => x.Status?.Phase == "Failed", "the pod has failed");

        Assert.Equal("PodInitializing", pod.Status.ContainerStatuses[0].State.Waiting.Reason);
        Assert.Equal(("False", "containers with incomplete status: [bad]"), pod.Status.Conditions.Where(x => x.Type == "Initialized").Select(x => (x.Status, x.Message)).Single());
    }

    [Fact]
    public async Task An_image_that_is_not_in_the_map_cannot_be_pulled()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("noimage", "", "{image: 'registry.local/web@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}");

        var pod = await cluster.PodAsync("noimage", x => x.Status?.ContainerStatuses?[0].State.Waiting?.Reason == "ImagePullBackOff", "it is in ImagePullBackOff");

        Assert.Equal("Pending", pod.Status.Phase);
        Assert.Contains(await cluster.EventsAsync("noimage"), x => x.StartsWith("Warning Failed Failed to pull image \"registry.local/web@sha256:aaaa", StringComparison.Ordinal) && x.Contains("not found", StringComparison.Ordinal));
        Assert.Contains("Warning Failed Error: ErrImagePull", await cluster.EventsAsync("noimage"));
        await cluster.DeleteAsync<V1Pod>("noimage");
        await cluster.UntilAsync(async () => await cluster.Objects.GetAsync<V1Pod>("test", "noimage", default) is null, "the pod is gone");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_a_start_error()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("noprogram", "", "{command: [no-such-program]}", "{restartPolicy: Never}");

        var pod = await cluster.PodAsync("noprogram", x => x.Status?.Phase == "Failed", "the pod has failed");

        var ended = pod.Status.ContainerStatuses[0].State.Terminated;
        Assert.Equal(("StartError", 128), (ended.Reason, ended.ExitCode));
        Assert.Contains("exec: \"no-such-program\": executable file not found in $PATH", ended.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_past_its_own_deadline_has_failed()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("late", "exec sleep 1000", spec: "{activeDeadlineSeconds: 1, terminationGracePeriodSeconds: 1}");

        var pod = await cluster.PodAsync("late", x => x.Status?.Phase == "Failed" && x.Status.ContainerStatuses[0].State.Terminated is not null, "the pod has failed");

        Assert.Equal("DeadlineExceeded", pod.Status.Reason);
        Assert.Equal(143, pod.Status.ContainerStatuses[0].State.Terminated.ExitCode);
    }

    [Fact]
    public async Task Where_all_pods_share_an_address_their_ports_are_mapped()
    {
        // What macOS has: 127.0.0.1 and nothing else.
        using var shared = AddressBlock.Shared();
        await using var cluster = await PodCluster.StartAsync(block: shared);
        await cluster.CreateAsync<V1Service>("{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: a}, ports: [{port: 80, targetPort: http}]}}");
        await cluster.RunAsync("a", "echo $ASPNETCORE_URLS; exec sleep 1000", "{ports: [{name: http, containerPort: 8080}]}", "{terminationGracePeriodSeconds: 1}");

        var pod = await cluster.PodAsync("a", x => x.Status?.ContainerStatuses?[0].Ready == true, "the pod is ready");

        var port = pod.Metadata.Annotations["embedded.pipeline/port-8080"];
        Assert.Equal("127.0.0.1", pod.Status.PodIP);
        await cluster.UntilAsync(async () => await cluster.LogAsync("a") == $"http://127.0.0.1:{port}\n", "it is told its port");
        await cluster.GetAsync<V1Endpoints>("web", x => x.Subsets is [{ Ports: [{ } found] }] && $"{found.Port}" == port, "the endpoints have its port");
    }

    [Fact]
    public async Task A_cluster_that_goes_on_from_its_folder_starts_its_pods_again()
    {
        var directory = Directory.CreateTempSubdirectory("again-").FullName;
        var image = Directory.CreateDirectory(Path.Combine(directory, "image")).FullName;
        await File.WriteAllTextAsync(Path.Combine(image, "run"), "#!/bin/sh\necho started\nexec sleep 1000\n");
        FilePermissions.Set(Path.Combine(image, "run"), 0b111_101_101);
        var options = new EmbeddedClusterOptions { DataDirectory = Path.Combine(directory, "data"), Images = new Dictionary<string, string> { ["app"] = image } };
        await using (var first = await EmbeddedCluster.StartAsync(options))
        {
            await TestCluster.UntilAsync(async () => await first.Objects.GetAsync<V1ServiceAccount>("default", "default", default) is not null, "the namespace is furnished");
            await first.Objects.CreateAsync(k8s.KubernetesYaml.Deserialize<V1Pod>("{apiVersion: v1, kind: Pod, metadata: {name: app, namespace: default}, spec: {containers: [{name: app, image: 'app:1'}]}}"), "test", default);
            await first.Objects.CreateAsync(k8s.KubernetesYaml.Deserialize<V1Pod>("{apiVersion: v1, kind: Pod, metadata: {name: once, namespace: default}, spec: {restartPolicy: Never, containers: [{name: app, image: 'app:1'}]}}"), "test", default);
            foreach (var name in (string[])["app", "once"])
                await TestCluster.UntilAsync(async () => (await first.Objects.GetAsync<V1Pod>("default", name, default))!.Status?.ContainerStatuses?[0].Ready == true, $"the pod {name} is ready");
        }

        await using (var second = await EmbeddedCluster.StartAsync(options))
        {
            await TestCluster.UntilAsync(async () => (await second.Objects.GetAsync<V1Pod>("default", "app", default))!.Status.ContainerStatuses[0] is { RestartCount: 1, State.Running: not null }, "the pod was started again");
            var pod = (await second.Objects.GetAsync<V1Pod>("default", "app", default))!;
            Assert.Equal(("Running", "Unknown", 255), (pod.Status.Phase, pod.Status.ContainerStatuses[0].LastState.Terminated.Reason, pod.Status.ContainerStatuses[0].LastState.Terminated.ExitCode));
            await TestCluster.UntilAsync(async () => (await second.Objects.GetAsync<V1Pod>("default", "once", default))!.Status is { Phase: "Failed" } status && status.ContainerStatuses[0].State.Terminated?.Reason == "ContainerStatusUnknown", "the one that runs once has failed");
        }

        Directory.Delete(directory, recursive: true);
    }
}
