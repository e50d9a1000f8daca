using System.Net;
using System.Text;
using Nuke.Common.CI.GitHubActions;
using Pipeline.Errors;
using Assert = Xunit.Assert;

namespace CommonTests.CI;

public sealed class GitHubActionsApiTests : IDisposable
{
    private readonly HttpListener _server = new();
    private readonly string _url;
    private readonly Task _serving;
    private readonly List<(string Method, string Path, string? Authorization, string Body)> _requests = [];
    private (int Status, string Body) _answer = (201, "{}");

    public GitHubActionsApiTests()
    {
        // A port that was free a moment ago may be taken; then the next is tried.
        for (var port = 20_000 + (Environment.ProcessId % 20_000); ; port++)
        {
            try
            {
                _url = $"http://127.0.0.1:{port}";
                _server.Prefixes.Clear();
                _server.Prefixes.Add(_url + "/");
                _server.Start();
                break;
            }
            catch (HttpListenerException) when (port < 60_000)
            {
            }
        }

        _serving = Task.Run(ServeAsync);
    }

    public void Dispose()
    {
        _server.Stop();
        _serving.Wait(TimeSpan.FromSeconds(10));
        _server.Close();
    }

    [Fact]
    public async Task A_comment_is_posted_with_the_token()
    {
        await new GitHubActionsApi(_url, "owner/name", "token").CreateCommentAsync(5, "He said \"hi\"\n<b>");

        var request = Assert.Single(_requests);
        Assert.Equal(("POST", "/repos/owner/name/issues/5/comments", "Bearer token"), (request.Method, request.Path, request.Authorization));
        Assert.Equal("He said \"hi\"\n<b>", System.Text.Json.JsonDocument.Parse(request.Body).RootElement.GetProperty("body").GetString());
    }

    [Fact]
    public async Task A_refusal_names_the_permission_that_is_needed()
    {
        _answer = (403, "{}");

        var exception = await Assert.ThrowsAsync<PipelineException>(() => new GitHubActionsApi(_url, "owner/name", "token").CreateCommentAsync(5, "text"));

        Assert.Equal("PIPE1244", exception.Code.Id);
        Assert.Contains("403", exception.Message, StringComparison.Ordinal);
        Assert.Contains("issues: write", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("token", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked()
    {
        var exception = await Assert.ThrowsAsync<PipelineException>(() => new GitHubActionsApi(_url, "owner/name", null).CreateCommentAsync(5, "text"));

        Assert.Contains("EnableGitHubToken", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_requests);
    }

    [Fact]
    public void A_job_is_found_by_its_name()
    {
        _answer = (200, """{"jobs":[{"id":1,"name":"other"},{"id":2,"name":"ubuntu-latest"}]}""");
        var api = new GitHubActionsApi(_url, "owner/name", "token");

        Assert.Equal(2, api.JobId(9, "ubuntu-latest"));
        Assert.Equal("PIPE1244", Assert.Throws<PipelineException>(() => api.JobId(9, "absent")).Code.Id);
    }

    private async Task ServeAsync()
    {
        while (_server.IsListening)
        {
            try
            {
                var context = await _server.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                _requests.Add((context.Request.HttpMethod, context.Request.Url!.AbsolutePath, context.Request.Headers["Authorization"], await reader.ReadToEndAsync()));
                context.Response.StatusCode = _answer.Status;
                context.Response.OutputStream.Write(Encoding.UTF8.GetBytes(_answer.Body));
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
