using k8s.Models;

namespace Pipeline.Embedded.Kubernetes.Tests.Controlling;

/// <summary>Deployments in a cluster whose pods the tests mark ready by hand, as the recordings were made.</summary>
public class DeploymentTests
{
    private const string Template = "{metadata: {labels: {app: roll}}, spec: {terminationGracePeriodSeconds: 0, containers: [{name: web, image: 'web:1'}]}}";

    [Fact]
    public async Task A_rollout_tells_what_the_recorded_one_told()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Deployment>($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: roll}}, spec: {{replicas: 2, progressDeadlineSeconds: 3, selector: {{matchLabels: {{app: roll}}}}, template: {Template}}}}}");

        var deployment = await cluster.GetAsync<V1Deployment>("roll", x => x.Status?.UpdatedReplicas == 2, "two pods are there");
        Assert.Equal((1L, 2, 2, 2, 0, null, null), (deployment.Status.ObservedGeneration, deployment.Status.Replicas, deployment.Status.UpdatedReplicas, deployment.Status.UnavailableReplicas, deployment.Status.TerminatingReplicas, deployment.Status.ReadyReplicas, deployment.Status.AvailableReplicas));
        var first = (await cluster.ReplicaSetsAsync()).Single();
        Assert.Equal(["Available False MinimumReplicasUnavailable Deployment does not have minimum availability.", $"Progressing True ReplicaSetUpdated ReplicaSet \"{first}\" is progressing."], Conditions(deployment));
        Assert.Equal("1", deployment.Metadata.Annotations["deployment.kubernetes.io/revision"]);

        await cluster.MarkReadyAsync("roll");
        deployment = await cluster.GetAsync<V1Deployment>("roll", x => x.Status.AvailableReplicas == 2 && x.Status.Conditions.Any(y => y.Reason == "NewReplicaSetAvailable"), "both are available");
        Assert.Equal(["Available True MinimumReplicasAvailable Deployment has minimum availability.", $"Progressing True NewReplicaSetAvailable ReplicaSet \"{first}\" has successfully progressed."], Conditions(deployment));

        await cluster.ChangeAsync<V1Deployment>("roll", x => x.Spec.Template.Spec.Containers[0].Image = "web:2");
        deployment = await cluster.GetAsync<V1Deployment>("roll", x => x.Status.ObservedGeneration == 2 && x.Status.UpdatedReplicas == 1, "one pod is new");
        var second = (await cluster.ReplicaSetsAsync()).Single(x => x != first);
        Assert.Equal((3, 1, 2, 1), (deployment.Status.Replicas, deployment.Status.UpdatedReplicas, deployment.Status.AvailableReplicas, deployment.Status.UnavailableReplicas));
        Assert.Equal($"Progressing True ReplicaSetUpdated ReplicaSet \"{second}\" is progressing.", Conditions(deployment)[1]);

        deployment = await cluster.GetAsync<V1Deployment>("roll", x => x.Status.Conditions.Any(y => y.Type == "Progressing" && y.Status == "False"), "the deadline is exceeded");
        Assert.Equal(["Available True MinimumReplicasAvailable Deployment has minimum availability.", $"Progressing False ProgressDeadlineExceeded ReplicaSet \"{second}\" has timed out progressing."], Conditions(deployment));
        Assert.Equal(
            [$"Normal ScalingReplicaSet Scaled up replica set {first} from 0 to 2", $"Normal ScalingReplicaSet Scaled up replica set {second} from 0 to 1"],
            await cluster.EventsAsync("roll"));
        cluster.HasNoFaults();
    }

    [Fact]
    public async Task Going_back_to_an_earlier_template_takes_its_replica_set_again_with_a_new_revision()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Deployment>($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: roll}}, spec: {{replicas: 1, selector: {{matchLabels: {{app: roll}}}}, template: {Template}}}}}");
        await cluster.FinishAsync("roll", 1);
        var first = (await cluster.ReplicaSetsAsync()).Single();
        await cluster.ChangeAsync<V1Deployment>("roll", x => x.Spec.Template.Spec.Containers[0].Image = "web:2");
        await cluster.FinishAsync("roll", 2);

        await cluster.ChangeAsync<V1Deployment>("roll", x => x.Spec.Template.Spec.Containers[0].Image = "web:1");
        await cluster.FinishAsync("roll", 3);

        Assert.Equal(2, (await cluster.ReplicaSetsAsync()).Count);
        var again = await cluster.GetAsync<V1ReplicaSet>(first, x => x.Metadata.Annotations["deployment.kubernetes.io/revision"] == "3", "the first is revision 3");
        Assert.Equal("1", again.Metadata.Annotations["deployment.kubernetes.io/revision-history"]);
        Assert.Equal("3", (await cluster.GetAsync<V1Deployment>("roll", _ => true, "it is there")).Metadata.Annotations["deployment.kubernetes.io/revision"]);
    }

    [Fact]
    public async Task Only_so_many_old_replica_sets_are_kept()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Deployment>($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: roll}}, spec: {{replicas: 1, revisionHistoryLimit: 1, selector: {{matchLabels: {{app: roll}}}}, template: {Template}}}}}");
        await cluster.FinishAsync("roll", 1);
        for (var i = 2; i <= 4; i++)
        {
            await cluster.ChangeAsync<V1Deployment>("roll", x => x.Spec.Template.Spec.Containers[0].Image = $"web:{i}");
            await cluster.FinishAsync("roll", i);
        }

        await cluster.UntilAsync(async () => (await cluster.ReplicaSetsAsync()).Count == 2, "the current and one old ReplicaSet are left");
    }

    [Fact]
    public async Task Recreate_waits_for_the_last_old_pod_to_be_gone()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Deployment>($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: roll}}, spec: {{replicas: 2, strategy: {{type: Recreate}}, selector: {{matchLabels: {{app: roll}}}}, template: {Template.Replace("terminationGracePeriodSeconds: 0", "terminationGracePeriodSeconds: 30", StringComparison.Ordinal)}}}}}");
        await cluster.FinishAsync("roll", 1);

        await cluster.ChangeAsync<V1Deployment>("roll", x => x.Spec.Template.Spec.Containers[0].Image = "web:2");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("roll")).Count(x => x.Metadata.DeletionTimestamp is not null) == 2, "both pods are told to end");
        Assert.Single(await cluster.ReplicaSetsAsync());

        foreach (var pod in await cluster.PodsAsync("roll"))
            await cluster.Objects.DeleteAsync<V1Pod>("test", pod.Metadata.Name, "Background", 0, default);
        await cluster.FinishAsync("roll", 2);
        Assert.All(await cluster.PodsAsync("roll"), x => Assert.Equal("web:2", x.Spec.Containers[0].Image));
    }

    [Fact]
    public async Task A_paused_deployment_scales_but_does_not_roll()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Deployment>($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: roll}}, spec: {{replicas: 1, selector: {{matchLabels: {{app: roll}}}}, template: {Template}}}}}");
        await cluster.FinishAsync("roll", 1);

        await cluster.ChangeAsync<V1Deployment>("roll", x => (x.Spec.Paused, x.Spec.Replicas, x.Spec.Template.Spec.Containers[0].Image) = (true, 3, "web:2"));

        var deployment = await cluster.GetAsync<V1Deployment>("roll", x => x.Status.Replicas == 3, "there are three pods");
        Assert.Contains("Progressing Unknown DeploymentPaused Deployment is paused", Conditions(deployment));
        Assert.Single(await cluster.ReplicaSetsAsync());
        await cluster.ChangeAsync<V1Deployment>("roll", x => x.Spec.Paused = false);
        await cluster.FinishAsync("roll", 2);
    }

    [Fact]
    public async Task A_pod_counts_as_available_when_it_has_been_ready_for_long_enough()
    {
        await using var cluster = await ControlledCluster.StartAsync();
        await cluster.CreateAsync<V1Deployment>($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: roll}}, spec: {{replicas: 1, minReadySeconds: 2, selector: {{matchLabels: {{app: roll}}}}, template: {Template}}}}}");
        await cluster.UntilAsync(async () => (await cluster.PodsAsync("roll")).Count == 1, "its pod is there");

        await cluster.MarkReadyAsync("roll");

        await cluster.GetAsync<V1Deployment>("roll", x => x.Status.ReadyReplicas == 1 && x.Status.AvailableReplicas is null, "it is ready, and not yet available");
        await cluster.GetAsync<V1Deployment>("roll", x => x.Status.AvailableReplicas == 1 && x.Status.Conditions.Any(y => y.Reason == "NewReplicaSetAvailable"), "it is available");
    }

    [Fact]
    public async Task Pods_that_are_refused_are_told_of()
    {
        await using var cluster = await ControlledCluster.StartAsync("restricted");
        await cluster.CreateAsync<V1Deployment>($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: roll}}, spec: {{replicas: 1, selector: {{matchLabels: {{app: roll}}}}, template: {Template}}}}}");

        var deployment = await cluster.GetAsync<V1Deployment>("roll", x => x.Status?.Conditions?.Any(y => y.Type == "ReplicaFailure") == true, "the failure is told");

        Assert.Equal("FailedCreate", deployment.Status.Conditions.Single(x => x.Type == "ReplicaFailure").Reason);
        Assert.Contains("violates PodSecurity \"restricted:latest\"", deployment.Status.Conditions.Single(x => x.Type == "ReplicaFailure").Message, StringComparison.Ordinal);
        Assert.StartsWith("Warning FailedCreate Error creating: pods \"", (await cluster.EventsAsync((await cluster.ReplicaSetsAsync()).Single()))[0], StringComparison.Ordinal);
    }

    private static List<string> Conditions(V1Deployment deployment) => [.. deployment.Status.Conditions.OrderBy(x => x.Type).Select(x => $"{x.Type} {x.Status} {x.Reason} {x.Message}")];
}
