using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Pipeline.Tests;

namespace EndToEnd.Tests.Delivery.Named;

/// <summary>Who is told of releases (in Slack's form), and who measures them (Prometheus's <c>/api/v1/query</c>): both over HTTP, with figures that a test sets.</summary>
internal sealed class Listener : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly ConcurrentQueue<string> _told = new();

    public Listener() => _server = new LoopbackServer(AnswerAsync);

    public string Address => _server.Address.AbsoluteUri;

    /// <summary>What was told, in order.</summary>
    public IReadOnlyList<string> Told => [.. _told];

    /// <summary>How many of 1,000 requests failed.</summary>
    public int Failures { get; set; }

    public void Dispose() => _server.Dispose();

    private async Task AnswerAsync(HttpListenerContext call)
    {
        var answer = Answer(call.Request.Url!.AbsolutePath, await LoopbackServer.BodyAsync(call));
        await LoopbackServer.AnswerAsync(call, answer is null ? 404 : 200, answer ?? "");
    }

    private string? Answer(string path, string body)
    {
        switch (path)
        {
            case "/hook":
                using (var message = JsonDocument.Parse(body))
                    _told.Enqueue(message.RootElement.GetProperty("text").GetString()!);
                return "ok";
            case "/api/v1/query":
                var count = WebUtility.UrlDecode(body).Contains("5..", StringComparison.Ordinal) ? Failures : 1000;
                return $$$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1.5,"{{{count}}}"]}]}}""";
            default:
                return null;
        }
    }
}
