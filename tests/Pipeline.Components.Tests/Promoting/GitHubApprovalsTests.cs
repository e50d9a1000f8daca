using System.Net;
using Pipeline.Components.Promoting;
using Pipeline.Tests;

namespace Pipeline.Components.Tests.Promoting;

public sealed class GitHubApprovalsTests : IDisposable
{
    private const string Reviews = """
        [
          { "state": "approved", "comment": "ship it", "environments": [{ "id": 1, "name": "Production" }], "user": { "login": "ana" } },
          { "state": "approved", "comment": "", "environments": [{ "id": 1, "name": "production" }], "user": { "login": "Ana" } },
          { "state": "approved", "comment": "", "environments": [{ "id": 2, "name": "staging" }, { "id": 1, "name": "production" }], "user": { "login": "ben" } },
          { "state": "approved", "comment": "my own", "environments": [{ "id": 1, "name": "production" }], "user": { "login": "starter" } },
          { "state": "rejected", "comment": "no", "environments": [{ "id": 1, "name": "production" }], "user": { "login": "cleo" } },
          { "state": "approved", "comment": "elsewhere", "environments": [{ "id": 2, "name": "staging" }], "user": { "login": "dan" } }
        ]
        """;

    private readonly LoopbackServer _server;
    private readonly HttpClient _client = new();
    private readonly Uri _api;
    private HttpListenerRequest? _asked;
    private (int Status, string Body) _answer;

    public GitHubApprovalsTests()
    {
        _server = new LoopbackServer(call =>
        {
            _asked = call.Request;
            return LoopbackServer.AnswerAsync(call, _answer.Status, _answer.Body);
        });
        _api = new Uri(_server.Address, "/api/v3");
    }

    private GitHubApprovals Run => new() { Api = _api, Repository = "acme/agentkit", Run = "77", StartedBy = ["Starter"], Token = "t0ken" };

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task Those_count_who_approved_for_this_environment_each_once_and_never_who_started_the_run()
    {
        var found = await AskAsync(200, Reviews);

        Assert.Null(found.Unknown);
        Assert.Equal(["ana", "ben"], found.By);
        Assert.Equal("/api/v3/repos/acme/agentkit/actions/runs/77/approvals", _asked!.Url!.AbsolutePath);
        Assert.Equal("Bearer t0ken", _asked.Headers["Authorization"]);
    }

    [Fact]
    public async Task Nobody_yet_is_known() => Assert.True(await AskAsync(200, "[]") is { By.Count: 0, Unknown: null });

    [Theory]
    [InlineData(403, "{}", "actions: read")]
    [InlineData(404, "{}", "actions: read")]
    [InlineData(500, "", "answered 500")]
    [InlineData(200, "<html>", "couldn't be asked")]
    [InlineData(200, "{}", "couldn't be asked")]
    public async Task Where_GitHub_does_not_say_it_is_not_known(int status, string answer, string why)
    {
        var found = await AskAsync(status, answer);

        Assert.Empty(found.By);
        Assert.Contains(why, found.Unknown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_token_and_in_a_later_attempt_nothing_is_known()
    {
        Assert.Contains("GH_TOKEN", (await (Run with { Token = null }).ReadAsync(_client, "production", default)).Unknown, StringComparison.Ordinal);
        Assert.Contains("start a new run", (await (Run with { Attempt = "2" }).ReadAsync(_client, "production", default)).Unknown, StringComparison.Ordinal);
    }

    private Task<Approvals> AskAsync(int status, string answer)
    {
        _answer = (status, answer);
        return Run.ReadAsync(_client, "production", default);
    }
}
