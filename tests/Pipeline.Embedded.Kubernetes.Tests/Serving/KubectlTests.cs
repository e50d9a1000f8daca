using Pipeline.Tests;

namespace Pipeline.Embedded.Kubernetes.Tests.Serving;

public class KubectlTests
{
    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "registry.local/web:1"}]}
        """;

    [RequiresTool("kubectl", Kubectl.Install)]
    public async Task Objects_are_made_by_its_typed_commands_and_shown_as_tables()
    {
        await using var cluster = await TestCluster.StartAsync();
        var kubectl = new Kubectl(cluster);

        await kubectl.RunAsync("create namespace shop");
        await kubectl.RunAsync("-n shop create configmap settings --from-literal=a=1 --from-literal=b=2");
        await kubectl.RunAsync("-n shop create secret generic key --from-literal=password=x");
        await kubectl.RunAsync("-n shop create deployment web --image=web:1 --replicas=3 --port=80");
        await kubectl.RunAsync("-n shop create service clusterip web --tcp=80:8080");
        await kubectl.RunAsync("-n shop create job once --image=once:1 -- run --now");
        await kubectl.RunAsync("-n shop create role reader --verb=get --resource=configmaps");

        Assert.Matches(@"NAME\s+DATA\s+AGE\nsettings\s+2\s+\d+s\n", await kubectl.RunAsync("-n shop get configmaps"));
        Assert.Matches(@"web\s+0/3\s+0\s+0\s+\d+s\s+web\s+web:1\s+app=web", await kubectl.RunAsync("-n shop get deployments -o wide"));
        Assert.Matches(@"web\s+ClusterIP\s+10\.96\.\d+\.\d+\s+<none>\s+80/TCP", await kubectl.RunAsync("-n shop get svc"));
        Assert.Equal("x", System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(await kubectl.RunAsync("-n shop get secret key -o jsonpath={.data.password}"))));
        Assert.Equal("3,80", await kubectl.RunAsync("-n shop get deployment web -o jsonpath={.spec.replicas},{.spec.template.spec.containers[0].ports[0].containerPort}"));
        Assert.Equal("run --now", await kubectl.RunAsync("-n shop get job once -o jsonpath={.spec.template.spec.containers[0].command[*]}"));
    }

    [RequiresTool("kubectl", Kubectl.Install)]
    public async Task Applies_on_the_client_change_and_remove_fields()
    {
        await using var cluster = await TestCluster.StartAsync();
        var kubectl = new Kubectl(cluster);

        var made = await kubectl.RunAsync("apply -f -", Deployment);
        var same = await kubectl.RunAsync("apply -f -", Deployment);
        var changed = await kubectl.RunAsync("apply -f -", Deployment.Replace("replicas: 2", "minReadySeconds: 5", StringComparison.Ordinal));
        var cleared = await kubectl.RunAsync("apply -f -", Deployment);

        Assert.Equal("deployment.apps/web created\n", made);
        Assert.Equal("deployment.apps/web unchanged\n", same);
        Assert.Equal("deployment.apps/web configured\n", changed);
        Assert.Equal("deployment.apps/web configured\n", cleared);
        Assert.Equal("", await kubectl.RunAsync("get deployment web -o jsonpath={.spec.minReadySeconds}"));
    }

    [RequiresTool("kubectl", Kubectl.Install)]
    public async Task A_server_side_conflict_names_the_manager_and_the_field()
    {
        await using var cluster = await TestCluster.StartAsync();
        var kubectl = new Kubectl(cluster);
        await kubectl.RunAsync("apply --server-side --field-manager one -f -", Deployment);

        var (code, _, error) = await kubectl.TryAsync("apply --server-side --field-manager two -f -", Deployment.Replace("replicas: 2", "replicas: 5", StringComparison.Ordinal));
        await kubectl.RunAsync("apply --server-side --field-manager two --force-conflicts -f -", Deployment.Replace("replicas: 2", "replicas: 5", StringComparison.Ordinal));

        Assert.Equal(1, code);
        Assert.Contains("Apply failed with 1 conflict: conflict with \"one\": .spec.replicas", error, StringComparison.Ordinal);
        Assert.Equal("5", await kubectl.RunAsync("get deployment web -o jsonpath={.spec.replicas}"));
    }

    [RequiresTool("kubectl", Kubectl.Install)]
    public async Task Unknown_fields_are_refused_and_dry_runs_change_nothing()
    {
        await using var cluster = await TestCluster.StartAsync();
        var kubectl = new Kubectl(cluster);

        var (code, _, error) = await kubectl.TryAsync("create -f -", Deployment.Replace("replicas: 2", "replicaz: 2", StringComparison.Ordinal));
        var dry = await kubectl.RunAsync("apply --server-side --dry-run=server -f -", Deployment);
        var (missing, _, _) = await kubectl.TryAsync("get deployment web");

        Assert.Equal(1, code);
        Assert.Contains("strict decoding error: unknown field \"spec.replicaz\"", error, StringComparison.Ordinal);
        Assert.Equal("deployment.apps/web serverside-applied (server dry run)\n", dry);
        Assert.Equal(1, missing);
    }

    [RequiresTool("kubectl", Kubectl.Install)]
    public async Task Scale_wait_watch_and_delete_work_over_watches()
    {
        await using var cluster = await TestCluster.StartAsync();
        var kubectl = new Kubectl(cluster);
        await kubectl.RunAsync("apply -f -", Deployment);
        using var watch = kubectl.Start("get deployments --watch -o custom-columns=REPLICAS:.spec.replicas --no-headers");

        var first = await watch.StandardOutput.ReadLineAsync();
        await kubectl.RunAsync("scale deployment web --replicas=4");
        var second = await watch.StandardOutput.ReadLineAsync();
        watch.Kill();
        await kubectl.RunAsync("wait deployment web --for=jsonpath={.spec.replicas}=4 --timeout=10s");
        await kubectl.RunAsync("delete deployment web --timeout=10s");

        Assert.Equal(("2", "4"), (first, second));
    }

    [RequiresTool("kubectl", Kubectl.Install)]
    public async Task A_rollout_is_followed_until_it_is_done()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { RunsPods = false });
        using var client = TestCluster.Http(cluster);
        var kubectl = new Kubectl(cluster);
        await kubectl.RunAsync("create namespace rec");
        await kubectl.RunAsync("-n rec apply -f -", Deployment);
        await TestCluster.UntilAsync(async () => (await kubectl.RunAsync("-n rec get pods -l app=web -o name")).Split('\n').Length == 3, "two pods");

        using var status = kubectl.Start("-n rec rollout status deployment web --timeout=30s");
        var waiting = await status.StandardOutput.ReadLineAsync();
        await Recorded.ReadyByHand.MarkNextAsync(client, "app%3Dweb");
        await Recorded.ReadyByHand.MarkNextAsync(client, "app%3Dweb");
        var rest = await status.StandardOutput.ReadToEndAsync();

        Assert.StartsWith("Waiting for deployment \"web\" rollout to finish: ", waiting, StringComparison.Ordinal);
        Assert.EndsWith("deployment \"web\" successfully rolled out\n", rest, StringComparison.Ordinal);
    }

    [RequiresTool("kubectl", Kubectl.Install)]
    public async Task Rights_are_asked_for_and_refused_with_verb_and_resource()
    {
        await using var cluster = await TestCluster.StartAsync();
        var kubectl = new Kubectl(cluster);
        await kubectl.RunAsync("create serviceaccount bob");
        await kubectl.RunAsync("create role reader --verb=get,list --resource=configmaps");
        await kubectl.RunAsync("create rolebinding reader --role=reader --serviceaccount=default:bob");

        var (allowed, yes, _) = await kubectl.TryAsync("auth can-i list configmaps --as system:serviceaccount:default:bob");
        var (_, no, _) = await kubectl.TryAsync("auth can-i create configmaps --as system:serviceaccount:default:bob");
        var (code, _, error) = await kubectl.TryAsync("get secrets --as system:serviceaccount:default:bob");

        Assert.Equal((0, "yes\n"), (allowed, yes));
        Assert.Equal("no\n", no);
        Assert.Equal(1, code);
        Assert.Contains("secrets is forbidden: User \"system:serviceaccount:default:bob\" cannot list resource \"secrets\" in API group \"\" in the namespace \"default\"", error, StringComparison.Ordinal);
    }
}
