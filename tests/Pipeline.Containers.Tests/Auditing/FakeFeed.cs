using System.Net;
using Pipeline.Tests;

namespace Pipeline.Containers.Tests.Auditing;

/// <summary>A NuGet V3 feed that knows vulnerabilities and nothing else, as an audit source is.</summary>
internal sealed class FakeFeed : IDisposable
{
    private readonly LoopbackServer server;
    private readonly string? vulnerabilities;
    private readonly string? pages;

    /// <param name="vulnerabilities">The only page of them; null for a feed without that resource.</param>
    /// <param name="pages">The list of pages, or "status N", or "hang"; null for the one page.</param>
    public FakeFeed(string? vulnerabilities, string? pages = null)
    {
        (this.vulnerabilities, this.pages) = (vulnerabilities, pages);
        server = new LoopbackServer(AnswerAsync);
    }

    public string Server => server.Address.AbsoluteUri.TrimEnd('/');

    public string Source => Server + "/v3/index.json";

    public void Dispose() => server.Dispose();

    private Task AnswerAsync(HttpListenerContext call)
    {
        var (status, body) = Answer(call.Request.Url!.AbsolutePath);
        return status == 0 ? Task.CompletedTask : LoopbackServer.AnswerAsync(call, status, body, "application/json");
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
}
