using System.Net;
using Pipeline.Tests;

namespace Pipeline.Workflows.Tests.Actions;

/// <summary>GitHub's API as far as tags and releases go, on a port of this machine; it answers what it was given, and keeps what it was asked.</summary>
internal sealed class FakeGitHub : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly Dictionary<string, (int Status, string Body)> _answers = [];

    public FakeGitHub()
    {
        _server = new LoopbackServer(AnswerAsync);
        Address = new Uri(_server.Address, "/api/v3");
    }

    public Uri Address { get; }

    public List<(string Path, string? Token, string? Agent)> Requests { get; } = [];

    public void Dispose() => _server.Dispose();

    public void Answer(string path, string body, int status = 200) => _answers[path] = (status, body);

    public void Tag(string repository, string tag, string sha, string type = "commit") =>
        Answer($"/repos/{repository}/git/ref/tags/{tag}", $$"""{"ref":"refs/tags/{{tag}}","object":{"sha":"{{sha}}","type":"{{type}}"} }""");

    public void Annotation(string repository, string sha, string target, string type = "commit") =>
        Answer($"/repos/{repository}/git/tags/{sha}", $$"""{"sha":"{{sha}}","object":{"sha":"{{target}}","type":"{{type}}"} }""");

    public void Release(string repository, string tag) => Answer($"/repos/{repository}/releases/latest", $$"""{"tag_name":"{{tag}}"}""");

    private Task AnswerAsync(HttpListenerContext call)
    {
        var path = call.Request.RawUrl![Address.AbsolutePath.Length..];
        Requests.Add((path, call.Request.Headers["Authorization"], call.Request.UserAgent));
        var (status, body) = _answers.GetValueOrDefault(path, (404, """{"message":"Not Found"}"""));
        if (status == 403)
        {
            call.Response.AddHeader("x-ratelimit-remaining", "0");
            call.Response.AddHeader("x-ratelimit-reset", "1795000000");
        }

        return LoopbackServer.AnswerAsync(call, status, body);
    }
}
