using System.Net;
using Nuke.Common.CI.GitHubActions;
using Pipeline.Errors;
using Pipeline.Tests;
using Assert = Xunit.Assert;

namespace CommonTests.CI;

public sealed class GitHubActionsApiTests : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly string _url;
    private readonly List<(string Method, string Path, string? Authorization, string Body)> _requests = [];
    private (int Status, string Body) _answer = (201, "{}");

    public GitHubActionsApiTests()
    {
        _server = new LoopbackServer(AnswerAsync);
        _url = _server.Address.AbsoluteUri.TrimEnd('/');
    }

    public void Dispose() => _server.Dispose();

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

    private async Task AnswerAsync(HttpListenerContext call)
    {
        _requests.Add((call.Request.HttpMethod, call.Request.Url!.AbsolutePath, call.Request.Headers["Authorization"], await LoopbackServer.BodyAsync(call)));
        await LoopbackServer.AnswerAsync(call, _answer.Status, _answer.Body);
    }
}
