using DotNet.Testcontainers.Builders;
using Testcontainers.K3s;

namespace Pipeline.Contracts.Kubernetes;

/// <summary>K3s in a container, one for all tests of the process. Testcontainers takes it away when the process ends.</summary>
public sealed class ClusterUnderTest : IClusterUnderTest, IAsyncLifetime
{
    private const string Image = "rancher/k3s:v1.37.1-k3s1@sha256:ca7f37d993d82ef0dcdcfecb2e0e2618ea541dbaffc620c8cedebe01a82acd0d";

    private readonly string _kubeconfig = Path.Combine(Path.GetTempPath(), $"k3s-{Guid.NewGuid():n}.yaml");

    public string Description => $"{Image} in a container";

    public string KubeconfigPath => _kubeconfig;

    // Small, and built on busybox.
    public string ShellImage => "prom/node-exporter:v1.12.1@sha256:1b4e4438faca4dd7e001dd445d161a4a2091b0fededa84093b3a8dfeae1f1be0";

    public async Task InitializeAsync()
    {
        try
        {
            var container = new K3sBuilder(Image).Build();
            await container.StartAsync();
            await File.WriteAllTextAsync(_kubeconfig, await container.GetKubeconfigAsync());
        }
        catch (DockerUnavailableException exception)
        {
            throw new InvalidOperationException($"These tests run against {Image} in a container, and no Docker can be reached. Start Docker (or set DOCKER_HOST) and run ./build.sh TestContainers again. The same contracts run without Docker against the embedded cluster: dotnet test tests/Pipeline.Kubernetes.Tests --filter Contract; and against a cluster of yours, with PIPELINE_TEST_KUBECONFIG.", exception);
        }
    }

    public Task DisposeAsync()
    {
        File.Delete(_kubeconfig);
        return Task.CompletedTask;
    }
}
