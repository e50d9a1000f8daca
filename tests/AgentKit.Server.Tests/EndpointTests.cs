using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgentKit.Server.Tests;

[Trait("Speed", "Slow")]
public sealed class EndpointTests
{
    [Fact]
    public async Task The_service_says_what_it_is()
    {
        await using var service = await RunningService.StartAsync();

        var (status, body) = await service.GetAsync("/v1/service");

        var json = JsonNode.Parse(body)!;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["name", "version", "commit", "started"], json.AsObject().Select(x => x.Key));
        Assert.Equal(("agentkit-server", "0123abcd"), ((string?)json["name"], (string?)json["commit"]));
        Assert.Matches(@"^\d+\.\d+\.\d+", (string?)json["version"]);
        Assert.InRange((DateTimeOffset)json["started"]!, DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Liveness_says_ok()
    {
        await using var service = await RunningService.StartAsync();

        Assert.Equal((HttpStatusCode.OK, "ok\n"), await service.GetAsync("/livez"));
    }

    [Fact]
    public async Task Metrics_count_requests_by_route_and_tell_the_build()
    {
        await using var service = await RunningService.StartAsync();
        await service.GetAsync("/v1/service");
        await service.GetAsync("/nowhere/4711");

        var (_, metrics) = await service.GetAsync("/metrics");

        Assert.Contains("http_requests_received_total{code=\"2xx\",method=\"GET\",controller=\"\",action=\"\",endpoint=\"/v1/service\"} 1", metrics);
        Assert.Contains("http_request_duration_seconds_bucket{", metrics);
        Assert.Contains("process_cpu_seconds_total", metrics);
        Assert.Matches("agentkit_build_info\\{version=\"[^\"]+\",commit=\"0123abcd\"\\} 1", metrics);
        Assert.DoesNotContain("4711", metrics);
    }

    [Fact]
    public async Task Methods_that_strangers_make_up_do_not_grow_the_metrics()
    {
        await using var service = await RunningService.StartAsync();

        foreach (var i in Enumerable.Range(0, 200))
        {
            using var response = await service.Client.SendAsync(new HttpRequestMessage(new HttpMethod($"MADEUP{i}"), i % 2 == 0 ? "/v1/service" : "/nowhere"));
            Assert.InRange((int)response.StatusCode, 400, 499);
        }

        var (_, metrics) = await service.GetAsync("/metrics");
        Assert.Contains("method=\"other\"", metrics);
        Assert.DoesNotContain("MADEUP", metrics);
    }

    [Fact]
    public async Task What_fails_beside_the_requests_does_not_end_the_service()
    {
        await using var service = await RunningService.StartAsync();

        Assert.Equal(BackgroundServiceExceptionBehavior.Ignore, service.Services.GetRequiredService<IOptions<HostOptions>>().Value.BackgroundServiceExceptionBehavior);
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("DELETE", "/v1/service", 405)]
    public async Task An_error_is_a_problem_document_with_a_trace_id(string method, string path, int expected)
    {
        await using var service = await RunningService.StartAsync();

        using var response = await service.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((expected, expected), ((int)response.StatusCode, (int)problem["status"]!));
        Assert.NotEmpty((string?)problem["trace_id"] ?? "");
    }

    [Fact]
    public async Task A_bug_is_answered_with_500_and_tells_nothing_of_itself()
    {
        await using var service = await RunningService.StartAsync(configure: app => app.MapGet("/bug", string () => throw new InvalidOperationException("canary-of-a-bug")));

        var (status, body) = await service.GetAsync("/bug");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal(500, (int)JsonNode.Parse(body)!["status"]!);
        Assert.DoesNotContain("canary", body);
    }

    [Fact]
    public async Task No_answer_names_the_server_software()
    {
        await using var service = await RunningService.StartAsync();

        using var response = await service.Client.GetAsync(new Uri("/v1/service", UriKind.Relative));

        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_with_413()
    {
        await using var service = await RunningService.StartAsync(RunningService.Settings with { MaxRequestBodyBytes = 100 }, app => app.MapPost("/echo", async (HttpRequest request) => await new StreamReader(request.Body).ReadToEndAsync()));

        using var small = await service.Client.PostAsync(new Uri("/echo", UriKind.Relative), new StringContent(new string('x', 100)));
        using var large = await service.Client.PostAsync(new Uri("/echo", UriKind.Relative), new StringContent(new string('x', 101)));

        Assert.Equal(HttpStatusCode.OK, small.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task A_client_that_does_not_finish_its_headers_is_cut_off()
    {
        await using var service = await RunningService.StartAsync(RunningService.Settings with { RequestHeadersTimeout = TimeSpan.FromSeconds(1) });
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, service.Client.BaseAddress!.Port);
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(15));

        await socket.GetStream().WriteAsync("GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: "u8.ToArray());
        var answer = await new StreamReader(socket.GetStream(), Encoding.ASCII).ReadToEndAsync(bound.Token);

        Assert.StartsWith("HTTP/1.1 408", answer);
    }

    [Fact]
    public async Task Stopping_is_seen_on_readyz_while_requests_are_still_answered()
    {
        await using var service = await RunningService.StartAsync(RunningService.Settings with { DrainDelay = TimeSpan.FromSeconds(2) });

        var stopping = service.StopAsync();
        var (ready, problem) = await service.GetAsync("/readyz");
        var (live, _) = await service.GetAsync("/livez");
        using var response = await service.Client.GetAsync(new Uri("/v1/service", UriKind.Relative));

        Assert.False(stopping.IsCompleted);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, 503), (ready, (int)JsonNode.Parse(problem)!["status"]!));
        Assert.Equal(HttpStatusCode.OK, live);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.ConnectionClose);
        await stopping;
        await Assert.ThrowsAsync<HttpRequestException>(() => service.GetAsync("/livez"));
    }
}
