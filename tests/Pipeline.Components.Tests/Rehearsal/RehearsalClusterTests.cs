using k8s;
using Nuke.Common.Tooling;
using Pipeline.Components.Rehearsal;

namespace Pipeline.Components.Tests.Rehearsal;

public sealed class RehearsalClusterTests : IDisposable
{
    private readonly RehearsalDirectory _directory = new(Directory.CreateTempSubdirectory("pipeline-rehearsal-").FullName);

    public void Dispose() => Directory.Delete(_directory.Path, recursive: true);

    [Fact]
    public async Task A_cluster_in_the_background_goes_on_with_its_objects_after_a_restart()
    {
        var program = _directory.Cluster("app");
        var background = new BackgroundServer(program, TimeProvider.System);
        var dotnet = ToolPathResolver.GetPathExecutable("dotnet");

        var first = await background.StartAsync(dotnet, AppContext.BaseDirectory, CancellationToken.None);
        using (var client = await ClientAsync())
            await client.CoreV1.CreateNamespaceAsync(new() { Metadata = new() { Name = "kept" } });
        Assert.Equal(first, await background.FindAsync(CancellationToken.None));
        Assert.True(await background.StopAsync(CancellationToken.None));
        Assert.Null(await background.FindAsync(CancellationToken.None));

        var second = await background.StartAsync(dotnet, AppContext.BaseDirectory, CancellationToken.None);
        try
        {
            using var client = await ClientAsync();
            Assert.Equal("kept", (await client.CoreV1.ReadNamespaceAsync("kept")).Metadata.Name);
            Assert.False(await ClusterPing.AnswersAsync(new Uri("https://127.0.0.1:1"), _directory.Kubeconfig, CancellationToken.None));
            Assert.True(await ClusterPing.AnswersAsync(new Uri(second.Uri), _directory.Kubeconfig, CancellationToken.None));
        }
        finally
        {
            Assert.True(await background.StopAsync(CancellationToken.None));
        }
    }

    private async Task<k8s.Kubernetes> ClientAsync() => new(await KubernetesClientConfiguration.BuildConfigFromConfigFileAsync(new FileInfo(_directory.Kubeconfig)));
}
