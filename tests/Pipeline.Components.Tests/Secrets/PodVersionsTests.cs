using Pipeline.Components.Secrets;
using Pipeline.Errors;
using Pipeline.Secrets;
using Pipeline.Secrets.Rotation.Observing;

namespace Pipeline.Components.Tests.Secrets;

public sealed class PodVersionsTests : IDisposable
{
    private static readonly SecretName s_name = SecretName.Parse("agentkit/staging/database/app");
    private static readonly PodSelection s_pods = new("app", "app.kubernetes.io/name=agentkit-server", 8080);

    private readonly FakeApiServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Each_pod_is_asked_through_the_api_server()
    {
        _server.Answer = path => path switch
        {
            _ when path.StartsWith("/api/v1/namespaces/app/pods?", StringComparison.Ordinal) && path.Contains("app.kubernetes.io/name=agentkit-server", StringComparison.Ordinal) => Pods(("one", "Running"), ("two", "Running"), ("three", "Pending"), ("four", "Running"), ("done", "Succeeded")),
            "/api/v1/namespaces/app/pods/one:8080/proxy/metrics" => Metric("7"),
            "/api/v1/namespaces/app/pods/two:8080/proxy/metrics" => Metric("6") + Metric("7"),
            "/api/v1/namespaces/app/pods/four:8080/proxy/metrics" => "process_cpu_seconds_total 3\n",
            _ => null,
        };
        using var versions = new PodVersions(_server.Target(), s_pods, isRehearsal: false);

        var report = await versions.ReadAsync(s_name, default);

        Assert.Null(report.Doubt);
        Assert.Equal([new("one", "7"), new("two", "6 and 7"), new("three", null), new("four", null)], report.Users);
    }

    [Fact]
    public async Task Without_pods_or_without_a_cluster_there_is_a_doubt()
    {
        _server.Answer = path => path.StartsWith("/api/v1/namespaces/app/pods", StringComparison.Ordinal) ? Pods() : null;
        using var versions = new PodVersions(_server.Target(), s_pods, isRehearsal: false);

        Assert.Contains("no pod with the label", (await versions.ReadAsync(s_name, default)).Doubt, StringComparison.Ordinal);
        _server.Answer = _ => null;
        Assert.Contains("doesn't tell its pods", (await versions.ReadAsync(s_name, default)).Doubt, StringComparison.Ordinal);
        _server.Dispose();
        Assert.NotNull((await versions.ReadAsync(s_name, default)).Doubt);
    }

    [Fact]
    public async Task Another_cluster_than_the_environments_is_not_asked()
    {
        _server.Answer = path => path == "/api/v1/namespaces/kube-system" ? """{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"kube-system","uid":"other"}}""" : null;
        using var versions = new PodVersions(_server.Target("expected"), s_pods, isRehearsal: false);

        var refused = await Assert.ThrowsAsync<PipelineException>(() => versions.ReadAsync(s_name, default));

        Assert.Contains("expected", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, refused.ExitCode);
    }

    private static string Metric(string version) => $"{SecretVersionMetric.Name}{{secret=\"{s_name}\",version=\"{version}\"}} 1\n";

    private static string Pods(params (string Name, string Phase)[] pods) =>
        $$"""{"apiVersion":"v1","kind":"PodList","metadata":{},"items":[{{string.Join(',', pods.Select(x => $$$"""{"metadata":{"name":"{{{x.Name}}}"},"status":{"phase":"{{{x.Phase}}}"}}"""))}}]}""";
}
