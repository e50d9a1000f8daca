using System.Net;
using Pipeline.Components.Deploying;
using Pipeline.Kubernetes.Connecting;
using Pipeline.Tests;

namespace Pipeline.Components.Tests.Secrets;

/// <summary>As much of a Kubernetes API server as it takes to list pods and to reach their metrics through it.</summary>
internal sealed class FakeApiServer : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly string _kubeconfig = Path.GetTempFileName();

    public FakeApiServer()
    {
        _server = new LoopbackServer(AnswerAsync);
        File.WriteAllText(_kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: fake
            contexts: [{ name: fake, context: { cluster: fake, user: fake } }]
            clusters: [{ name: fake, cluster: { server: "http://127.0.0.1:{{_server.Address.Port}}" } }]
            users: [{ name: fake, user: { token: t } }]
            """);
    }

    /// <summary>Answers by path; null is 404.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    public DeployTarget Target(string? uid = null) => new(ClusterConnection.FromKubeconfig(_kubeconfig, "fake") with { ExpectedUid = uid }, "app");

    public void Dispose()
    {
        _server.Dispose();
        File.Delete(_kubeconfig);
    }

    private Task AnswerAsync(HttpListenerContext call)
    {
        var answer = Answer(Uri.UnescapeDataString(call.Request.RawUrl!));
        return LoopbackServer.AnswerAsync(call, answer is null ? 404 : 200, answer ?? "{}", answer?.StartsWith('{') == true ? "application/json" : "text/plain");
    }
}
