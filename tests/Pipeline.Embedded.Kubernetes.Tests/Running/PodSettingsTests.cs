using System.Text;
using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Tests.Running;

/// <summary>What a container is given: variables, volumes, its file system.</summary>
public class PodSettingsTests
{
    [Fact]
    public async Task Variables_come_from_everywhere_they_can_come_from()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.CreateAsync<V1ConfigMap>("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {COLOUR: blue, SIZE: large}}");
        await cluster.CreateAsync<V1Secret>($"{{apiVersion: v1, kind: Secret, metadata: {{name: keys}}, data: {{token: {Convert.ToBase64String("s3cret"u8)}}}}}");
        await cluster.CreateAsync<V1Service>("{apiVersion: v1, kind: Service, metadata: {name: some-web}, spec: {selector: {app: web}, ports: [{name: http, port: 8080}]}}");
        var web = await cluster.ServiceAsync("some-web", "http");
        await cluster.RunAsync("env", "env", """
            envFrom: [{configMapRef: {name: settings}, prefix: CFG_}, {secretRef: {name: missing, optional: true}}]
            env:
            - {name: LITERAL, value: plain}
            - {name: COMPOSED, value: "$(LITERAL)-$(CFG_COLOUR)-$(UNKNOWN)-$$(LITERAL)"}
            - {name: KEY, valueFrom: {configMapKeyRef: {name: settings, key: SIZE}}}
            - {name: TOKEN, valueFrom: {secretKeyRef: {name: keys, key: token}}}
            - {name: NONE, valueFrom: {secretKeyRef: {name: keys, key: nothing, optional: true}}}
            - {name: WHO, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            - {name: WHERE, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
            - {name: APP, valueFrom: {fieldRef: {fieldPath: "metadata.labels['app']"}}}
            - {name: CPU, valueFrom: {resourceFieldRef: {resource: requests.cpu, divisor: 1m}}}
            - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
            resources: {requests: {cpu: 100m}, limits: {memory: 64Mi}}
            """, "{restartPolicy: Never}");

        var pod = await cluster.PodAsync("env", x => x.Status?.Phase == "Succeeded", "the pod has succeeded");

        var variables = (await cluster.LogAsync("env")).Trim().Split('\n').Select(x => x.Split('=', 2)).ToDictionary(x => x[0], x => x[1]);
        Assert.Equal(
            ["plain", "plain-blue-$(UNKNOWN)-$(LITERAL)", "large", "s3cret", "env", pod.Status.PodIP, "env", "100", "64", "large", "env", web.Address.ToString(), "8080"],
            new[] { "LITERAL", "COMPOSED", "KEY", "TOKEN", "WHO", "WHERE", "APP", "CPU", "MEMORY", "CFG_SIZE", "HOSTNAME", "SOME_WEB_SERVICE_HOST", "SOME_WEB_SERVICE_PORT_HTTP" }.Select(x => variables[x]));
        Assert.DoesNotContain("NONE", variables.Keys);
        Assert.True(variables.ContainsKey("KUBERNETES_SERVICE_HOST"));
        Assert.Empty(variables.Keys.Intersect(Environment.GetEnvironmentVariables().Keys.Cast<string>()).Except(["PATH", "HOME", "PWD", "HOSTNAME", "SHLVL", "_", "OLDPWD", "DOTNET_ROOT"]));
    }

    [Fact]
    public async Task A_missing_key_is_a_configuration_error_that_ends_when_the_key_comes()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.CreateAsync<V1ConfigMap>("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {}}");
        await cluster.RunAsync("waits", "echo $KEY", "{env: [{name: KEY, valueFrom: {configMapKeyRef: {name: settings, key: a}}}]}", "{restartPolicy: Never}");

        var pod = await cluster.PodAsync("waits", x => x.Status?.ContainerStatuses?[0].State.Waiting?.Reason == "CreateContainerConfigError", "it has a configuration error");
        Assert.Equal("couldn't find key a in ConfigMap test/settings", pod.Status.ContainerStatuses[0].State.Waiting.Message);
        await cluster.IsToldAsync("waits", "Warning Failed Error: couldn't find key a in ConfigMap test/settings");

        var map = (await cluster.Objects.GetAsync<V1ConfigMap>("test", "settings", default))!;
        map.Data = new Dictionary<string, string> { ["a"] = "now" };
        await cluster.Objects.UpdateAsync(map, "test", default);
        await cluster.PodAsync("waits", x => x.Status?.Phase == "Succeeded", "the pod has succeeded");
        Assert.Equal("now\n", await cluster.LogAsync("waits"));
    }

    [Fact]
    public async Task A_missing_config_map_volume_keeps_the_pod_waiting()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("novolume", "true", spec: "{volumes: [{name: config, configMap: {name: absent}}]}");

        await cluster.UntilAsync(async () => (await cluster.EventsAsync("novolume")).Contains("Warning FailedMount MountVolume.SetUp failed for volume \"config\" : configmap \"absent\" not found"), "the event is there");

        var pod = (await cluster.Objects.GetAsync<V1Pod>("test", "novolume", default))!;
        Assert.Equal(("Pending", "ContainerCreating"), (pod.Status.Phase, pod.Status.ContainerStatuses[0].State.Waiting.Reason));
    }

    [MountingFact]
    public async Task Volumes_are_where_the_container_wants_them_and_config_maps_change_while_it_runs()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.CreateAsync<V1ConfigMap>("{apiVersion: v1, kind: ConfigMap, metadata: {name: files}, data: {a.txt: one, b.txt: other}}");
        await cluster.CreateAsync<V1Secret>($"{{apiVersion: v1, kind: Secret, metadata: {{name: keys}}, data: {{token: {Convert.ToBase64String("s3cret"u8)}}}}}");
        await cluster.RunAsync("volumes", "cat /etc/files/a.txt /etc/keys/t; echo; cat /etc/single /etc/info/labels; echo; while [ \"$(cat /etc/files/a.txt)\" = one ]; do sleep 0.05; done; cat /etc/files/a.txt", """
            volumeMounts:
            - {name: files, mountPath: /etc/files, readOnly: true}
            - {name: files, mountPath: /etc/single, subPath: b.txt}
            - {name: all, mountPath: /etc/keys}
            - {name: all, mountPath: /etc/info}
            """, """
            restartPolicy: Never
            volumes:
            - {name: files, configMap: {name: files}}
            - {name: all, projected: {sources: [{secret: {name: keys, items: [{key: token, path: t}]}}, {downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}}]}}
            """);
        await cluster.UntilAsync(async () => (await cluster.LogAsync("volumes")).Contains("app=", StringComparison.Ordinal), "it has read its files");

        var map = (await cluster.Objects.GetAsync<V1ConfigMap>("test", "files", default))!;
        map.Data = new Dictionary<string, string> { ["a.txt"] = "two" };
        await cluster.Objects.UpdateAsync(map, "test", default);

        await cluster.PodAsync("volumes", x => x.Status?.Phase == "Succeeded", "the pod has succeeded");
        Assert.Equal("ones3cret\notherapp=\"volumes\"\ntwo\n", await cluster.LogAsync("volumes"));
        Assert.False(Directory.Exists("/etc/files"));
    }

    [MountingFact]
    public async Task A_read_only_root_file_system_is_read_only_but_for_its_volumes()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("readonly", "for d in /app /etc /tmp /data /var/lib; do touch $d/x 2>/dev/null && echo $d; done", "{securityContext: {readOnlyRootFilesystem: true}, volumeMounts: [{name: data, mountPath: /data}]}", "{restartPolicy: Never, volumes: [{name: data, emptyDir: {}}]}");

        await cluster.PodAsync("readonly", x => x.Status?.Phase == "Succeeded" || x.Status?.Phase == "Failed", "the pod is over");

        Assert.Equal("/data\n", await cluster.LogAsync("readonly"));
    }

    [MountingFact]
    public async Task What_a_container_writes_stays_in_it()
    {
        await using var cluster = await PodCluster.StartAsync();
        var name = $"/etc/pipeline-{Guid.NewGuid():N}";
        await cluster.RunAsync("writes", $"echo x > {name} && cat {name}", spec: "{restartPolicy: Never}");

        await cluster.PodAsync("writes", x => x.Status?.Phase == "Succeeded", "the pod has succeeded");

        Assert.Equal("x\n", await cluster.LogAsync("writes"));
        Assert.False(File.Exists(name));
    }

    [Fact]
    public async Task A_claim_is_bound_to_a_folder_that_outlives_its_pods()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.CreateAsync<V1PersistentVolumeClaim>("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}");
        var claim = await cluster.GetAsync<V1PersistentVolumeClaim>("data", x => x.Status?.Phase == "Bound", "the claim is bound");
        var volume = (await cluster.Objects.GetAsync<V1PersistentVolume>(null, claim.Spec.VolumeName, default))!;
        Assert.Equal(("Bound", "data", "1Gi"), (volume.Status.Phase, volume.Spec.ClaimRef.Name, claim.Status.Capacity["storage"].ToString()));
        const string spec = "{restartPolicy: Never, volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]}";

        await cluster.RunAsync("first", $"echo kept > {Place("/data", volume)}/file", "{volumeMounts: [{name: data, mountPath: /data}]}", spec);
        await cluster.PodAsync("first", x => x.Status?.Phase == "Succeeded", "the first pod has succeeded");
        await cluster.DeleteAsync<V1Pod>("first", 0);
        await cluster.RunAsync("second", $"cat {Place("/data", volume)}/file", "{volumeMounts: [{name: data, mountPath: /data}]}", spec);
        await cluster.PodAsync("second", x => x.Status?.Phase == "Succeeded", "the second pod has succeeded");

        Assert.Equal("kept\n", await cluster.LogAsync("second"));
    }

    [Fact]
    public async Task Logs_are_told_as_they_are_asked_for()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("talks", "for i in 1 2 3 4 5; do echo line $i; done; while [ ! -e $PROOF ]; do sleep 0.05; done; echo last", "{env: [{name: PROOF, value: /proof/go}], volumeMounts: [{name: proof, mountPath: /proof}]}", $"{{restartPolicy: Never, volumes: [{{name: proof, hostPath: {{path: {cluster.Directory}}}}}]}}");
        await cluster.UntilAsync(async () => (await cluster.LogAsync("talks")).EndsWith("line 5\n", StringComparison.Ordinal), "it has said five lines");

        Assert.Equal("line 4\nline 5\n", await cluster.LogAsync("talks", x => x with { TailLines = 2 }));
        Assert.Equal("line 1\nlin", await cluster.LogAsync("talks", x => x with { LimitBytes = 10 }));
        Assert.Matches("^(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z line \\d\n){5}$", await cluster.LogAsync("talks", x => x with { Timestamps = true }));
        var third = DateTimeOffset.Parse((await cluster.LogAsync("talks", x => x with { Timestamps = true })).Split('\n')[2].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("line 3\nline 4\nline 5\n", await cluster.LogAsync("talks", x => x with { Since = third }));
        Assert.False(await cluster.Pods.WriteAsync(new() { NamespaceName = "test", PodName = "talks", Container = "main", Previous = true }, Stream.Null, default));
    }

    [MountingFact]
    public async Task A_log_that_is_followed_goes_on_until_the_container_ends()
    {
        await using var cluster = await PodCluster.StartAsync();
        await cluster.RunAsync("followed", "echo first; while [ ! -e /proof/go ]; do sleep 0.05; done; echo last", "{volumeMounts: [{name: proof, mountPath: /proof}]}", $"{{restartPolicy: Never, volumes: [{{name: proof, hostPath: {{path: {cluster.Directory}}}}}]}}");
        await cluster.UntilAsync(async () => await cluster.LogAsync("followed") == "first\n", "it has said its first line");
        using var text = new MemoryStream();

        var following = cluster.Pods.WriteAsync(new() { NamespaceName = "test", PodName = "followed", Container = "main", Follow = true }, text, default);
        Assert.False(following.IsCompleted);
        await File.WriteAllTextAsync(Path.Combine(cluster.Directory, "go"), "");

        Assert.True(await following.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal("first\nlast\n", Encoding.UTF8.GetString(text.ToArray()));
    }

    // Without mounts the folder is where it is.
    private static string Place(string path, V1PersistentVolume volume) => MountingFactAttribute.IsPossible ? path : volume.Spec.HostPath.Path;
}
