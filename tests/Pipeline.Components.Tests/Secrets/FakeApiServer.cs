using System.Net;
using System.Text;
using Pipeline.Components.Deploying;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Components.Tests.Secrets;

/// <summary>As much of a Kubernetes API server as it takes to list pods and to reach their metrics through it.</summary>
internal sealed class FakeApiServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _kubeconfig = Path.GetTempFileName();
    private readonly int _port = FreePort();

    public FakeApiServer()
    {
        _listener.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _listener.Start();
        File.WriteAllText(_kubeconfig, $$"""
            apiVersion: v1
            kind: Config
            current-context: fake
            contexts: [{ name: fake, context: { cluster: fake, user: fake } }]
            clusters: [{ name: fake, cluster: { server: "http://127.0.0.1:{{_port}}" } }]
            users: [{ name: fake, user: { token: t } }]
            """);
        _ = ServeAsync();
    }

    /// <summary>Answers by path; null is 404.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    public DeployTarget Target(string? uid = null) => new(ClusterConnection.FromKubeconfig(_kubeconfig, "fake") with { ExpectedUid = uid }, "app");

    public void Dispose()
    {
        _listener.Close();
        File.Delete(_kubeconfig);
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            var answer = Answer(Uri.UnescapeDataString(context.Request.RawUrl!));
            context.Response.StatusCode = answer is null ? 404 : 200;
            context.Response.ContentType = answer?.StartsWith('{') == true ? "application/json" : "text/plain";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(answer ?? "{}"));
            context.Response.Close();
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
