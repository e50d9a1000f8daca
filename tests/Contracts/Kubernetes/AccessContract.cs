using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Applying;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Planning;
using Xunit.Abstractions;

namespace Pipeline.Contracts.Kubernetes;

public abstract class AccessContract(IClusterUnderTest cluster, ITestOutputHelper output) : KubernetesContract(cluster, output)
{
    [Fact]
    public async Task The_expected_cluster_is_connected_to_and_another_is_refused()
    {
        var connection = ClusterConnection.FromKubeconfig(Cluster.KubeconfigPath);

        using (await Deployer.ConnectAsync(connection with { ExpectedUid = Deployer.ClusterUid }))
        {
        }

        var error = await FailAsync(() => Deployer.ConnectAsync(connection with { ExpectedUid = "0000" }), DeployErrors.WrongCluster);

        Assert.Equal(2, error.ExitCode);
        Assert.Contains(Deployer.ClusterUid, error.Message);
        Assert.Contains("0000", error.Message);
    }

    [Fact]
    public async Task A_missing_right_names_verb_resource_and_user()
    {
        using var restricted = await Deployer.ConnectAsync(await AccountAsync("viewer"), Quick);

        var error = await FailAsync(() => restricted.PlanAsync(Request(ConfigMap("a"))), DeployErrors.Forbidden);

        Assert.Contains($"system:serviceaccount:{Namespace}:viewer may not list secrets in namespace {Namespace}", error.Message);
        Assert.Contains("verbs [\"list\"]", error.Message);
    }

    [Fact]
    public async Task Who_may_only_look_gets_the_plan_that_who_may_deploy_carries_out_and_is_told_what_was_not_tried()
    {
        await DeployAsync(ConfigMap("a", "{x: '1', y: '1'}"), ConfigMap("same"), ConfigMap("gone"));
        var request = Request(ConfigMap("a", "{x: '2', z: '1'}"), ConfigMap("same"), ConfigMap("new"));
        using var viewer = await Deployer.ConnectAsync(await AccountAsync("viewer", Rule("", ["secrets", "configmaps"], "get", "list")), Quick);

        var plan = await viewer.PlanAsync(request);

        Assert.Equal([("a", PlannedAction.Change), ("same", PlannedAction.Unchanged), ("new", PlannedAction.Create), ("gone", PlannedAction.Prune)], plan.Objects.Select(x => (x.Reference.Name, x.Action)));
        Assert.Equal(["data.x Changed", "data.y Removed", "data.z Added"], plan.Objects[0].Changes.Select(x => $"{x.Path} {x.Kind}").Order(StringComparer.Ordinal));
        Assert.All(plan.Objects.Where(x => x.Action != PlannedAction.Prune), x => Assert.True(x.IsNotTried));
        Assert.Contains(PlanText.Lines(plan), x => x.Text.Contains("not tried on the server: no right to", StringComparison.Ordinal));
        Assert.Contains(plan.Warnings, x => x.StartsWith("Not tried on the server, for want of a right to change them: ConfigMap.", StringComparison.Ordinal));
        await FailAsync(() => viewer.PlanAsync(request with { MustBeTried = true }), DeployErrors.Forbidden);

        // Which cluster it is, this account may not read.
        var approved = (plan with { ClusterUid = Deployer.ClusterUid }).Hash;
        Assert.Equal((await Deployer.PlanAsync(request)).Hash, approved);
        Assert.Equal(DeployResult.Deployed, (await Deployer.DeployAsync(request with { ApprovedHash = approved })).Result);
    }

    [Fact]
    public async Task What_cannot_be_tried_is_never_deployed()
    {
        await DeployAsync(ConfigMap("a"));
        using var restricted = await Deployer.ConnectAsync(
            await AccountAsync("halfway", Rule("", ["secrets"], "get", "list", "create", "update", "delete"), Rule("coordination.k8s.io", ["leases"], "get", "create", "update"), Rule("", ["configmaps"], "get", "list")),
            Quick);

        var error = await FailAsync(() => restricted.DeployAsync(Request(ConfigMap("a", "{a: '2'}"))), DeployErrors.Forbidden);

        Assert.Contains("may not patch configmaps", error.Message);
        Assert.Equal(["1 Deployed"], await StatesAsync());
    }

    [Fact]
    public async Task An_account_with_rights_in_its_namespace_alone_can_deploy()
    {
        var connection = await AccountAsync(
            "deployer",
            Rule("", ["secrets"], "get", "list", "create", "update", "delete"),
            Rule("coordination.k8s.io", ["leases"], "get", "create", "update"),
            Rule("", ["configmaps"], "get", "list", "create", "patch", "delete"));
        using var restricted = await Deployer.ConnectAsync(connection, Quick);

        var outcome = await restricted.DeployAsync(Request(ConfigMap("a"), ConfigMap("b")));
        await restricted.DeployAsync(Request(ConfigMap("b")));

        Assert.True(outcome.IsSuccess);
        Assert.Null(await FindAsync("a"));
    }

    [Fact]
    public async Task A_token_that_is_not_valid_asks_to_log_in_again()
    {
        var valid = await AccountAsync("viewer");
        var invalid = ClusterConnection.WithToken(valid.Server!, "not-a-token", valid.CertificateAuthority);

        var error = await FailAsync(() => Deployer.ConnectAsync(invalid), DeployErrors.Unauthorized);

        Assert.Contains("Log in again", error.Message);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_not_trusted()
    {
        var server = (await AccountAsync("viewer")).Server!;

        var error = await FailAsync(() => Deployer.ConnectAsync(ClusterConnection.WithToken(server, "x")), DeployErrors.UntrustedCertificate);

        Assert.Contains(server.Host, error.Message);
    }
}
