using k8s;
using k8s.Models;
using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class LockContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    private Task<V1Lease> LeaseAsync() => Client.CoordinationV1.ReadNamespacedLeaseAsync("pipeline.web", Namespace);

    private Task<V1Lease> HoldAsync(int seconds, DateTime renewed) => Client.CoordinationV1.CreateNamespacedLeaseAsync(new V1Lease
    {
        Metadata = new V1ObjectMeta { Name = "pipeline.web" },
        Spec = new V1LeaseSpec { HolderIdentity = "bob@laptop/1", LeaseDurationSeconds = seconds, AcquireTime = renewed, RenewTime = renewed },
    }, Namespace);

    [Fact]
    public async Task The_lock_is_free_after_a_deployment()
    {
        await DeployAsync(ConfigMap("a"));

        var lease = await LeaseAsync();
        Assert.True(string.IsNullOrEmpty(lease.Spec.HolderIdentity));
    }

    [Fact]
    public async Task Who_finds_it_taken_and_may_not_wait_is_told_by_whom()
    {
        await HoldAsync(60, DateTime.UtcNow);
        using var impatient = await ConnectAsync(Quick with { LockTimeout = TimeSpan.Zero });

        var error = await FailAsync(() => impatient.DeployAsync(Request(ConfigMap("a"))), DeployErrors.Locked);

        Assert.Contains("is being deployed by bob@laptop/1 since", error.Message);
        Assert.Null(await FindAsync("a"));
    }

    [Fact]
    public async Task A_lease_that_is_not_renewed_is_taken_over()
    {
        await HoldAsync(1, DateTime.UtcNow);

        Assert.Equal(DeployResult.Deployed, (await DeployAsync(ConfigMap("a"))).Result);
        Assert.Equal(1, (await LeaseAsync()).Spec.LeaseTransitions);
    }

    [Fact]
    public async Task A_lease_that_ended_long_ago_needs_no_waiting()
    {
        await HoldAsync(60, DateTime.UtcNow.AddHours(-1));
        using var impatient = await ConnectAsync(Quick with { LockTimeout = TimeSpan.Zero });

        Assert.Equal(DeployResult.Deployed, (await impatient.DeployAsync(Request(ConfigMap("a")))).Result);
    }

    [Fact]
    public async Task Two_deployments_do_not_interleave()
    {
        await using var widgets = await Widgets.DefineAsync(Client);
        using var other = await ConnectAsync(Quick);
        var waits = new TaskCompletionSource();

        var first = Deployer.DeployAsync(Request(ConfigMap("a", "{by: first}"), widgets.Widget("w", "{size: 1, slow: true}")) with { Timeout = TimeSpan.FromSeconds(30), KeepFailed = true }, new Told(DeployProgressKind.Readiness, () => waits.TrySetResult()));
        await Task.WhenAny(waits.Task, first, Task.Delay(TimeSpan.FromSeconds(30)));
        var told = new TaskCompletionSource();
        var second = other.DeployAsync(Request(ConfigMap("a", "{by: second}")), new Told(DeployProgressKind.Waiting, () =>
        {
            told.TrySetResult();
            widgets.Control(Namespace);
        }));
        await Task.WhenAny(told.Task, Task.Delay(TimeSpan.FromSeconds(30)));
        await Client.CustomObjects.PatchNamespacedCustomObjectAsync(new V1Patch("""{"spec":{"slow":false}}""", V1Patch.PatchType.MergePatch), widgets.Group, "v1", Namespace, "widgets", "w");

        Assert.Equal(DeployResult.Deployed, (await first).Result);
        Assert.Equal(DeployResult.Deployed, (await second).Result);
        Assert.True(told.Task.IsCompletedSuccessfully);
        Assert.Equal("second", (await FindAsync("a"))!.Data["by"]);
        Assert.Equal(["2 Deployed", "1 Superseded"], await StatesAsync());
    }

    [Fact]
    public async Task A_lost_lock_stops_the_deployment_and_says_who_took_it()
    {
        await using var widgets = await Widgets.DefineAsync(Client);
        var waits = new TaskCompletionSource();
        var deployment = Deployer.DeployAsync(Request(widgets.Widget("w", "{size: 1}"), widgets.Widget("v", "{slow: true}")), new Told(DeployProgressKind.Applied, () => waits.TrySetResult()));
        await Task.WhenAny(waits.Task, deployment, Task.Delay(TimeSpan.FromSeconds(30)));
        await Client.CoordinationV1.PatchNamespacedLeaseAsync(new V1Patch("""{"spec":{"holderIdentity":"bob@laptop/1"}}""", V1Patch.PatchType.MergePatch), "pipeline.web", Namespace);

        var error = await FailAsync(() => deployment, DeployErrors.LockLost);

        Assert.Contains("lost to bob@laptop/1", error.Message);
        Assert.Equal("bob@laptop/1", (await LeaseAsync()).Spec.HolderIdentity);
        Assert.Equal(["1 Pending"], await StatesAsync());
    }

    private sealed class Told(DeployProgressKind kind, Action tell) : IProgress<DeployProgress>
    {
        public void Report(DeployProgress value)
        {
            if (value.Kind == kind)
                tell();
        }
    }
}
