using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Containers.Tests.Auditing;

/// <summary>A NuGet V3 feed that knows vulnerabilities and nothing else, as an audit source is.</summary>
internal sealed class FakeFeed : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly string? vulnerabilities;
    private readonly string? pages;

    /// <param name="vulnerabilities">The only page of them; null for a feed without that resource.</param>
    /// <param name="pages">The list of pages, or "status N", or "hang"; null for the one page.</param>
    public FakeFeed(string? vulnerabilities, string? pages = null)
    {
        (this.vulnerabilities, this.pages) = (vulnerabilities, pages);
        Server = $"http://127.0.0.1:{FreePort()}";
        listener.Prefixes.Add(Server + "/");
        listener.Start();
        _ = ServeAsync();
    }

    public string Server { get; }

    public string Source => Server + "/v3/index.json";

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                var (status, body) = Answer(context.Request.Url!.AbsolutePath);
                if (status == 0)
                    continue;
                context.Response.StatusCode = status;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
        {
            // Closed: the test is over.
        }
    }

    private (int Status, string Body) Answer(string path) => path switch
    {
        "/v3/index.json" => (200, $$"""{"version":"3.0.0","resources":[{{(vulnerabilities is null ? "" : $$"""{"@id":"{{Server}}/v3/vulnerabilities/index.json","@type":"VulnerabilityInfo/6.7.0"}""")}}]}"""),
        "/v3/vulnerabilities/index.json" => pages switch
        {
            null => (200, $$"""[{"@name":"base","@id":"{{Server}}/v3/vulnerabilities/base.json","@updated":"2026-11-20T00:00:00Z","comment":"for tests"}]"""),
            "hang" => (0, ""),
            _ when pages.StartsWith("status ", StringComparison.Ordinal) => (int.Parse(pages[7..], System.Globalization.CultureInfo.InvariantCulture), ""),
            _ => (200, pages),
        },
        "/v3/vulnerabilities/base.json" => (200, vulnerabilities!),
        _ => (404, ""),
    };

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
