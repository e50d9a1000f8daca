using System.Text;
using Nuke.Common;
using Pipeline.Components.Environments;
using Pipeline.Components.Promoting;
using Pipeline.Secrets;
using Pipeline.Secrets.Opening;
using Assert = Xunit.Assert;

namespace Pipeline.Components.Tests.Promoting;

public sealed class MetricsClientTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("metrics-").FullName;

    public async Task InitializeAsync()
    {
        await using var store = SecretStores.Open(SecretStoreLocation.Parse($"encrypted://{_directory}/secrets.json"), new SecretStoreOptions());
        await store.PutAsync(SecretName.Parse("app/prometheus"), new Secret("hunter2"), null, default);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_logs_in_as_the_environment_says()
    {
        var open = new MetricsSettings { Prometheus = "https://prometheus.example.net/sub", Requests = "r", Failures = "f" };

        Assert.Equal(("https://prometheus.example.net/sub/", null), await HeaderAsync(open));
        Assert.Equal("Bearer hunter2", (await HeaderAsync(open with { BearerToken = "secret://app/prometheus" })).Authorization);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("ana:hunter2"))}", (await HeaderAsync(open with { UserName = "ana", Password = "secret://app/prometheus" })).Authorization);
        Assert.Null(await MetricsClient.OpenAsync(new SampleBuild(), default));
        await Assert.ThrowsAsync<SecretNotFoundException>(() => HeaderAsync(open with { BearerToken = "secret://app/none" }));
    }

    private async Task<(string? Address, string? Authorization)> HeaderAsync(MetricsSettings metrics)
    {
        using var client = await MetricsClient.OpenAsync(new SampleBuild { Metrics = metrics, SecretStore = $"encrypted://{_directory}/secrets.json" }, default);
        return (client!.BaseAddress?.ToString(), client.DefaultRequestHeaders.Authorization?.ToString());
    }

    private sealed class SampleBuild : NukeBuild, IHazEnvironment
    {
        public string Environment => "staging";

        public MetricsSettings? Metrics { get; init; }

        public string? SecretStore { get; init; }
    }
}
