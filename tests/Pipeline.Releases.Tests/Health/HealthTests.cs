using System.Net;
using Pipeline.Releases.Health;
using Pipeline.Releases.Proving;

namespace Pipeline.Releases.Tests.Health;

public class HealthTests
{
    [Theory]
    [InlineData(1000, 5, EvidenceResult.Passed)]
    [InlineData(1000, 50, EvidenceResult.Failed)]
    [InlineData(10, 10, EvidenceResult.NotDone)]
    [InlineData(0, 0, EvidenceResult.NotDone)]
    public async Task A_release_is_judged_by_the_share_of_requests_that_failed(double requests, double failures, EvidenceResult expected)
    {
        var record = await Watch(new Figures(() => new HealthSample(requests, failures)));

        Assert.Equal(expected, record.Result);
        Assert.Equal("production", record.Environment);
    }

    [Fact]
    public async Task It_ends_early_when_too_much_fails()
    {
        var looks = 0;
        var record = await new HealthWatch(new Figures(() => new HealthSample(100 * ++looks, looks == 2 ? 90 : 0)), TimeProvider.System) { Interval = TimeSpan.FromMilliseconds(1) }
            .WatchAsync(TimeSpan.FromMinutes(10), 0.01, "production", default);

        Assert.Equal((EvidenceResult.Failed, 2), (record.Result, looks));
        Assert.Contains("of 200 requests failed", record.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_that_are_away_are_not_done_and_never_passed()
    {
        var away = await Watch(new Figures(() => throw new HttpRequestException("connection refused")));
        var none = await Watch(new Figures(() => null));

        Assert.Equal((EvidenceResult.NotDone, "Figures didn't answer: connection refused"), (away.Result, away.Reason));
        Assert.Equal((EvidenceResult.NotDone, "Figures has no figures of it"), (none.Result, none.Reason));
    }

    [Fact]
    public async Task Prometheus_is_asked_for_the_time_since_the_deployment()
    {
        var asked = new List<string>();
        using var client = Client(async request =>
        {
            var query = WebUtility.UrlDecode(await request.Content!.ReadAsStringAsync());
            asked.Add(query);
            var count = query.Contains("5..", StringComparison.Ordinal) ? "3" : "300";
            return Json($$$"""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1.5,"{{{count}}}"]}]}}""");
        });

        var sample = await Prometheus(client).ReadAsync(DateTimeOffset.UtcNow.AddSeconds(-90), default);

        Assert.Equal(new HealthSample(300, 3), sample);
        Assert.Equal(0.01, sample!.ErrorShare);
        Assert.All(asked, x => Assert.Matches(@"\[9[01]s\]", x));
    }

    [Theory]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[]}}""")]
    [InlineData("""{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1.5,"NaN"]}]}}""")]
    public async Task Prometheus_without_a_series_has_no_figures(string answer)
    {
        using var client = Client(_ => Task.FromResult(Json(answer)));

        Assert.Null(await Prometheus(client).ReadAsync(DateTimeOffset.UtcNow, default));
    }

    [Theory]
    [InlineData("<html>", 502, "no JSON")]
    [InlineData("""{"status":"error","errorType":"bad_data","error":"parse error"}""", 400, "parse error")]
    public async Task What_Prometheus_refuses_is_said(string answer, int status, string expected)
    {
        using var client = Client(_ => Task.FromResult(Json(answer, status)));

        Assert.Contains(expected, (await Assert.ThrowsAsync<HttpRequestException>(() => Prometheus(client).ReadAsync(DateTimeOffset.UtcNow, default))).Message, StringComparison.Ordinal);
    }

    private static PrometheusHealth Prometheus(HttpClient client) => new(client, "sum(increase(requests[$window]))", "sum(increase(requests{code=~\"5..\"}[$window]))", TimeProvider.System);

    private static Task<EvidenceRecord> Watch(IReleaseHealth health) =>
        new HealthWatch(health, TimeProvider.System) { Interval = TimeSpan.FromMilliseconds(5) }.WatchAsync(TimeSpan.FromMilliseconds(20), 0.01, "production", default);

    private static HttpResponseMessage Json(string content, int status = 200) => new((HttpStatusCode)status) { Content = new StringContent(content) };

    private static HttpClient Client(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) => new(new Answers(answer)) { BaseAddress = new Uri("http://prometheus.test/") };

    private sealed class Figures(Func<HealthSample?> read) : IReleaseHealth
    {
        public string Source => "Figures";

        public Task<HealthSample?> ReadAsync(DateTimeOffset since, CancellationToken cancellationToken)
        {
            try
            {
                return Task.FromResult(read());
            }
            catch (HttpRequestException error)
            {
                return Task.FromException<HealthSample?>(error);
            }
        }
    }

    private sealed class Answers(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => answer(request);
    }
}
