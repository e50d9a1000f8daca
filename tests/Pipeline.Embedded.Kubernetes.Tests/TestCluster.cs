using k8s;

namespace Pipeline.Embedded.Kubernetes.Tests;

/// <summary>Embedded clusters for tests.</summary>
internal static class TestCluster
{
    /// <summary>Without controllers and pods: what is written stays as it is.</summary>
    public static Task<EmbeddedCluster> StartAsync() => EmbeddedCluster.StartAsync(new EmbeddedClusterOptions { RunsControllers = false, RunsPods = false });

    public static k8s.Kubernetes Client(EmbeddedCluster cluster) => new(Configuration(cluster));

    public static KubernetesClientConfiguration Configuration(EmbeddedCluster cluster) => KubernetesClientConfiguration.BuildConfigFromConfigFile(cluster.KubeconfigPath);

    /// <summary>Looks until a condition holds, for 10 seconds at most.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await condition())
        {
            Assert.False(patience.IsCancellationRequested, $"Not so within 10 s: {what}");
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
