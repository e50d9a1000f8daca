using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests.Delivery.Named;

/// <summary>Who is told of releases (in Slack's form), and who measures them (Prometheus's <c>/api/v1/query</c>): both over HTTP, with figures that a test sets.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly HttpListener _server = new();
    private readonly ConcurrentQueue<string> _told = new();
    private readonly Task _serving;

    public Listener()
    {
        Address = $"http://127.0.0.1:{FreePort.Take()}/";
        _server.Prefixes.Add(Address);
        _server.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>What was told, in order.</summary>
    public IReadOnlyList<string> Told => [.. _told];

    /// <summary>How many of 1,000 requests failed.</summary>
    public int Failures { get; set; }

    public async ValueTask DisposeAsync()
    {
        _server.Stop();
        await _serving;
        _server.Close();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext call;
            try
            {
                call = await _server.GetContextAsync();
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new StreamReader(call.Request.InputStream);
            var answer = Answer(call.Request.Url!.AbsolutePath, await body.ReadToEndAsync());
            call.Response.StatusCode = answer is null ? 404 : 200;
            call.Response.Close(Encoding.UTF8.GetBytes(answer ?? ""), willBlock: false);
        }
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
