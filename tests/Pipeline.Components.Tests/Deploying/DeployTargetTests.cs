using Pipeline.Components.Deploying;
using Pipeline.Components.Environments;

namespace Pipeline.Components.Tests.Deploying;

public sealed class DeployTargetTests
{
    private static readonly ClusterSettings s_cluster = new() { Context = "staging", Uid = "u-1", Namespace = "app-staging" };

    [Fact]
    public void The_kubeconfig_is_the_users_own_or_the_one_that_the_environment_names()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

        Assert.Equal(Path.Combine(home, ".kube", "config"), DeployTarget.Of(s_cluster, "/root-directory").Connection.Kubeconfig);
        Assert.Equal(Path.Combine(home, "keys/config"), DeployTarget.Of(s_cluster with { Kubeconfig = "~/keys/config" }, "/root-directory").Connection.Kubeconfig);
        Assert.Equal(Path.GetFullPath("keys/config", "/root-directory"), DeployTarget.Of(s_cluster with { Kubeconfig = "keys/config" }, "/root-directory").Connection.Kubeconfig);
    }

    [Fact]
    public void The_context_and_the_expected_cluster_are_those_of_the_environment()
    {
        var target = DeployTarget.Of(s_cluster, "/");

        Assert.Equal(("staging", "u-1", false, "app-staging"), (target.Connection.Context, target.Connection.ExpectedUid, target.Connection.IsInCluster, target.Namespace));
        Assert.Equal((null, true), (DeployTarget.Of(s_cluster with { InCluster = true, Context = null }, "/").Connection.Kubeconfig, DeployTarget.Of(s_cluster with { InCluster = true, Context = null }, "/").Connection.IsInCluster));
    }
}
