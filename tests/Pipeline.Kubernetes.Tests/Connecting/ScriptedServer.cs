using System.Net;
using Pipeline.Tests;

namespace Pipeline.Kubernetes.Tests.Connecting;

/// <summary>A server that gives prepared answers, one a request, for what no real one does on demand: throttling, outages, broken connections.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly Queue<(int Status, string Body, (string Name, string Value)[] Headers)> _answers = new();

    public ScriptedServer() => _server = new LoopbackServer(AnswerAsync);

    public Uri Address => _server.Address;

    public List<string> Requests { get; } = [];

    /// <summary>The Authorization header of each request.</summary>
    public List<string?> Credentials { get; } = [];

    public ScriptedServer Answers(int status, string body = "{}", params (string Name, string Value)[] headers)
    {
        _answers.Enqueue((status, body, headers));
        return this;
    }

    public void Dispose() => _server.Dispose();

    private Task AnswerAsync(HttpListenerContext call)
    {
        Credentials.Add(call.Request.Headers["Authorization"]);
        Requests.Add($"{call.Request.HttpMethod} {call.Request.RawUrl}");
        var (status, body, headers) = _answers.Count > 0 ? _answers.Dequeue() : (500, "no answer was prepared", []);
        if (status == 0)
        {
            call.Response.Abort();
            return Task.CompletedTask;
        }

        foreach (var (name, value) in headers)
            call.Response.Headers.Add(name, value);
        return LoopbackServer.AnswerAsync(call, status, body);
    }
}
