using Pipeline.Embedded.Kubernetes;

namespace Pipeline.Contracts.Kubernetes;

/// <summary>The cluster that <c>PIPELINE_TEST_KUBECONFIG</c> names, or the embedded one.</summary>
public sealed class ClusterUnderTest : IClusterUnderTest, IAsyncLifetime
{
    private readonly string? _named = Environment.GetEnvironmentVariable("PIPELINE_TEST_KUBECONFIG");
    private EmbeddedCluster? _embedded;

    public string Description => string.IsNullOrEmpty(_named) ? "embedded" : "PIPELINE_TEST_KUBECONFIG";

    public string KubeconfigPath { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (string.IsNullOrEmpty(_named))
            _embedded = await EmbeddedCluster.StartAsync();
        KubeconfigPath = _embedded?.KubeconfigPath ?? _named!;
    }

    public async Task DisposeAsync()
    {
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }
}
