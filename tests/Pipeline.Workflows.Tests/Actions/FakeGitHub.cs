using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pipeline.Workflows.Tests.Actions;

/// <summary>GitHub's API as far as tags and releases go, on a port of this machine; it answers what it was given, and keeps what it was asked.</summary>
internal sealed class FakeGitHub : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Dictionary<string, (int Status, string Body)> _answers = [];
    private readonly Task _loop;

    public FakeGitHub()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}/api/v3");
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _loop = AnswerAsync();
    }

    public Uri Address { get; }

    public List<(string Path, string? Token, string? Agent)> Requests { get; } = [];

    public void Dispose()
    {
        _listener.Close();
        _loop.Wait(TimeSpan.FromSeconds(5));
    }

    public void Answer(string path, string body, int status = 200) => _answers[path] = (status, body);

    public void Tag(string repository, string tag, string sha, string type = "commit") =>
        Answer($"/repos/{repository}/git/ref/tags/{tag}", $$"""{"ref":"refs/tags/{{tag}}","object":{"sha":"{{sha}}","type":"{{type}}"} }""");

    public void Annotation(string repository, string sha, string target, string type = "commit") =>
        Answer($"/repos/{repository}/git/tags/{sha}", $$"""{"sha":"{{sha}}","object":{"sha":"{{target}}","type":"{{type}}"} }""");

    public void Release(string repository, string tag) => Answer($"/repos/{repository}/releases/latest", $$"""{"tag_name":"{{tag}}"}""");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var path = context.Request.RawUrl![Address.AbsolutePath.Length..];
                Requests.Add((path, context.Request.Headers["Authorization"], context.Request.UserAgent));
                var (status, body) = _answers.GetValueOrDefault(path, (404, """{"message":"Not Found"}"""));
                if (status == 403)
                {
                    context.Response.AddHeader("x-ratelimit-remaining", "0");
                    context.Response.AddHeader("x-ratelimit-reset", "1795000000");
                }

                context.Response.StatusCode = status;
                context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
        }
    }
}
