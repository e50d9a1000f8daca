using Pipeline.Kubernetes;
using Pipeline.Kubernetes.Connecting;
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
