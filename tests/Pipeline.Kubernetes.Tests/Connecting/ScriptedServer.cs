using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Kubernetes.Tests.Connecting;

/// <summary>A server that gives prepared answers, one a request, for what no real one does on demand: throttling, outages, broken connections.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Queue<(int Status, string Body, (string Name, string Value)[] Headers)> _answers = new();

    public ScriptedServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public List<string> Requests { get; } = [];

    /// <summary>The Authorization header of each request.</summary>
    public List<string?> Credentials { get; } = [];

    public ScriptedServer Answers(int status, string body = "{}", params (string Name, string Value)[] headers)
    {
        _answers.Enqueue((status, body, headers));
        return this;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Credentials.Add(context.Request.Headers["Authorization"]);
            Requests.Add($"{context.Request.HttpMethod} {context.Request.RawUrl}");
            var (status, body, headers) = _answers.Count > 0 ? _answers.Dequeue() : (500, "no answer was prepared", []);
            if (status == 0)
            {
                context.Response.Abort();
                continue;
            }

            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
                context.Response.Headers.Add(name, value);
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
            context.Response.Close();
        }
    }
}
