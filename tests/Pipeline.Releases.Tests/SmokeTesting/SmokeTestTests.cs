using System.Net;
using Pipeline.Releases.Proving;
using Pipeline.Releases.SmokeTesting;

namespace Pipeline.Releases.Tests.SmokeTesting;

public sealed class SmokeTestTests
{
    [Fact]
    public async Task All_checks_that_are_answered_as_asked_pass_with_figures()
    {
        var found = await RunAsync(x => Answer(x.RequestUri!.AbsolutePath == "/v1/clients" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, "it is ready"),
            new SmokeCheck("/readyz", Contains: "ready"), new SmokeCheck("v1/clients", HttpStatusCode.Unauthorized));

        Assert.Equal((EvidenceResult.Passed, "staging", "2"), (found.Result, found.Environment, found.Figures["requests"]));
        Assert.StartsWith("http://service.test", found.Origin);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, "boom", "GET /readyz: answered 500, not 200: boom")]
    [InlineData(HttpStatusCode.OK, "another page", "GET /readyz: its answer hasn't 'ready': another page")]
    public async Task What_keeps_failing_fails_and_says_what_came_back(HttpStatusCode status, string body, string reason)
    {
        var found = await RunAsync(_ => Answer(status, body), new SmokeCheck("/readyz", Contains: "ready"), new SmokeCheck("/never-asked"));

        Assert.Equal((EvidenceResult.Failed, reason), (found.Result, found.Reason));
    }

    [Fact]
    public async Task One_that_fails_at_first_is_tried_again()
    {
        var count = 0;

        var found = await RunAsync(_ => ++count < 3 ? throw new HttpRequestException("refused") : Answer(HttpStatusCode.OK, ""), new SmokeCheck("/livez"));

        Assert.Equal((EvidenceResult.Passed, "3"), (found.Result, found.Figures["requests"]));
    }

    [Fact]
    public async Task No_answer_is_a_failure()
    {
        using var client = new HttpClient(new Handler(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return Answer(HttpStatusCode.OK, "");
        })) { BaseAddress = new Uri("http://service.test/") };

        var found = await new SmokeTest(client, [new SmokeCheck("/livez")], TimeProvider.System) { Patience = TimeSpan.Zero, AnswerTimeout = TimeSpan.FromMilliseconds(20) }.RunAsync("staging", default);

        Assert.Equal(EvidenceResult.Failed, found.Result);
        Assert.Contains("no answer within", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_checks_nothing_is_claimed()
    {
        Assert.Equal(EvidenceResult.NotDone, (await RunAsync(_ => Answer(HttpStatusCode.OK, ""))).Result);
    }

    private static async Task<EvidenceRecord> RunAsync(Func<HttpRequestMessage, HttpResponseMessage> answer, params SmokeCheck[] checks)
    {
        using var client = new HttpClient(new Handler((x, _) => Task.FromResult(answer(x)))) { BaseAddress = new Uri("http://service.test/") };
        return await new SmokeTest(client, checks, TimeProvider.System) { Patience = TimeSpan.FromSeconds(checks.Length == 1 ? 5 : 0) }.RunAsync("staging", default);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body) };

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request, cancellationToken);
    }
}
