using System.Text.Json.Nodes;
using k8s;
using Pipeline.Errors;
using Pipeline.Kubernetes.Connecting;

namespace Pipeline.Kubernetes.Tests.Connecting;

public sealed class ApiClientTests : IDisposable
{
    private readonly ScriptedServer _server = new();
    private readonly ApiClient _client;

    public ApiClientTests() => _client = new ApiClient(new k8s.Kubernetes(new KubernetesClientConfiguration { Host = _server.Address.AbsoluteUri }), TimeProvider.System);

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    private static ApiRequest Get => ApiRequest.Get("/api/v1/namespaces/n/configmaps/a");

    private static ApiRequest Post => new(HttpMethod.Post, "/api/v1/namespaces/n/configmaps") { Body = new JsonObject() };

    private async Task<PipelineException> FailAsync(ApiRequest request) => await Assert.ThrowsAnyAsync<PipelineException>(() => _client.SendAsync(request, CancellationToken.None));

    [Fact]
    public async Task Throttling_and_outages_are_waited_out()
    {
        _server.Answers(429, "{}", ("Retry-After", "0")).Answers(503).Answers(0).Answers(200, """{"kind":"ConfigMap"}""");

        Assert.Equal("ConfigMap", (await _client.SendAsync(Get, CancellationToken.None)).Body.Text("kind"));
        Assert.Equal(4, _server.Requests.Count);
    }

    [Fact]
    public async Task A_create_is_only_sent_again_when_it_was_not_done()
    {
        _server.Answers(429, "{}", ("Retry-After", "0")).Answers(503, """{"message":"down"}""");

        Assert.Contains("503: down", (await FailAsync(Post)).Message);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task A_create_whose_connection_broke_is_not_sent_again()
    {
        _server.Answers(0);

        Assert.Equal(DeployErrors.Unreachable, (await FailAsync(Post)).Code);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Retries_end()
    {
        for (var i = 0; i < 5; i++)
            _server.Answers(503, """{"message":"down"}""", ("Retry-After", "0"));

        Assert.Equal(DeployErrors.UnexpectedAnswer, (await FailAsync(Get)).Code);
        Assert.Equal(5, _server.Requests.Count);
    }

    [Fact]
    public async Task Warnings_are_collected()
    {
        _server.Answers(200, "{}", ("Warning", "299 - \"policy/v1beta1 is deprecated; use \\\"policy/v1\\\"\""));

        Assert.Equal(["policy/v1beta1 is deprecated; use \"policy/v1\""], (await _client.SendAsync(Get, CancellationToken.None)).Warnings);
    }

    [Fact]
    public async Task A_missing_right_says_which_verb_on_which_resource_for_whom()
    {
        _server.Answers(403, """{"kind":"Status","message":"deployments.apps \"web\" is forbidden: User \"ada\" cannot patch resource \"deployments\" in API group \"apps\" in the namespace \"prod\"","reason":"Forbidden","code":403}""");

        var error = await FailAsync(Get);

        Assert.Equal(DeployErrors.Forbidden, error.Code);
        Assert.Equal($"ada may not patch deployments.apps in namespace prod on {_server.Address}. Bind a Role with apiGroups [\"apps\"], resources [\"deployments\"], verbs [\"patch\"] to it.", error.Message);
    }

    [Fact]
    public async Task What_admission_refuses_is_no_missing_right()
    {
        _server.Answers(403, """{"kind":"Status","message":"pods \"web\" is forbidden: violates PodSecurity \"restricted:latest\"","reason":"Forbidden","code":403}""");

        Assert.Equal(DeployErrors.UnexpectedAnswer, (await FailAsync(Get)).Code);
    }

    [Fact]
    public async Task An_expired_token_asks_to_log_in_again()
    {
        _server.Answers(401, """{"kind":"Status","message":"Unauthorized","reason":"Unauthorized","code":401}""");

        var error = await FailAsync(Get);

        Assert.Equal(DeployErrors.Unauthorized, error.Code);
        Assert.Contains("Log in again", error.Message);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        _server.Answers(200, """{"metadata":{"resourceVersion":"7","continue":"x/y"},"items":[{"a":1}]}""").Answers(200, """{"metadata":{"resourceVersion":"7"},"items":[{"a":2}]}""");

        var list = await _client.ListAsync("/api/v1/pods", CancellationToken.None);

        Assert.Equal((2, "7"), (list.Items.Count, list.ResourceVersion));
        Assert.Equal(["GET /api/v1/pods?limit=500", "GET /api/v1/pods?limit=500&continue=x%2Fy"], _server.Requests);
    }
}
