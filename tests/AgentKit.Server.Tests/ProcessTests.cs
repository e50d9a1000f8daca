using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace AgentKit.Server.Tests;

public sealed class ProcessTests
{
    [Fact]
    public async Task Sigterm_drains_first_and_then_ends_with_0()
    {
        if (OperatingSystem.IsWindows())
            return; // there is no SIGTERM to send

        var port = FreePort();
        await using var service = ServiceProcess.Start(new Dictionary<string, string>
        {
            ["AGENTKIT_HTTP_ADDRESS"] = "127.0.0.1",
            ["AGENTKIT_HTTP_PORT"] = $"{port}",
            ["AGENTKIT_DRAIN_DELAY"] = "00:00:02",
        });
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await ServiceProcess.UntilAsync(async () => await StatusAsync(client, "/readyz") == 200, "ready");

        service.Terminate();

        await ServiceProcess.UntilAsync(async () => await StatusAsync(client, "/readyz") == 503, "not ready any more");
        Assert.Equal(200, await StatusAsync(client, "/v1/service"));
        Assert.Equal(0, await service.ExitCodeAsync());
        Assert.Null(await StatusAsync(client, "/livez"));
    }

    [Fact]
    public async Task Logs_are_json_lines_with_the_trace_id_of_the_caller()
    {
        var port = FreePort();
        await using var service = ServiceProcess.Start(new Dictionary<string, string> { ["AGENTKIT_HTTP_ADDRESS"] = "127.0.0.1", ["AGENTKIT_HTTP_PORT"] = $"{port}" });
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await ServiceProcess.UntilAsync(async () => await StatusAsync(client, "/readyz") == 200, "ready");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/service?name=canary");
        request.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        await client.SendAsync(request);
        await ServiceProcess.UntilAsync(() => Task.FromResult(service.Output.Any(x => x.Contains("/v1/service", StringComparison.Ordinal))), "the request's line");

        Assert.All(service.Output, x => Assert.NotNull(JsonNode.Parse(x)));
        var line = service.Output.Single(x => x.Contains("/v1/service", StringComparison.Ordinal));
        Assert.Contains("0af7651916cd43dd8448eb211c80319c", line);
        Assert.DoesNotContain("canary", line);
    }

    [Fact]
    public async Task Bad_settings_end_it_with_2_and_all_of_them_named()
    {
        await using var service = ServiceProcess.Start(new Dictionary<string, string> { ["AGENTKIT_HTTP_PORT"] = "x", ["AGENTKIT_LOG_LEVEL"] = "y" });

        Assert.Equal(2, await service.ExitCodeAsync());
        var errors = string.Join('\n', service.Errors);
        Assert.StartsWith("PIPE9401", errors);
        Assert.Contains("AGENTKIT_HTTP_PORT", errors);
        Assert.Contains("AGENTKIT_LOG_LEVEL", errors);
        Assert.DoesNotContain("   at ", errors);
    }

    [Fact]
    public async Task An_argument_that_it_does_not_know_ends_it_with_2()
    {
        await using var service = ServiceProcess.Start(new Dictionary<string, string>(), "--urls", "http://+:80");

        Assert.Equal(2, await service.ExitCodeAsync());
        Assert.StartsWith("PIPE6003: Unknown argument '--urls'", string.Join('\n', service.Errors));
    }

    [Fact]
    public async Task An_address_in_use_ends_it_with_1_and_says_which()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using var service = ServiceProcess.Start(new Dictionary<string, string> { ["AGENTKIT_HTTP_ADDRESS"] = "127.0.0.1", ["AGENTKIT_HTTP_PORT"] = $"{port}", ["AGENTKIT_LOG_LEVEL"] = "None" });

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.StartsWith($"PIPE6002: Can't listen on 127.0.0.1:{port}", string.Join('\n', service.Errors));
    }

    [Fact]
    public async Task It_describes_its_settings_as_json()
    {
        await using var service = ServiceProcess.Start(new Dictionary<string, string>(), "--describe-configuration");

        Assert.Equal(0, await service.ExitCodeAsync());
        var settings = JsonNode.Parse(string.Join('\n', service.Output))!["groups"]!.AsArray().SelectMany(x => x!["settings"]!.AsArray()).ToList();
        Assert.Equal(Settings.ServiceCatalogue.All.Settings.Select(x => x.Name), settings.Select(x => (string)x!["name"]!));
        Assert.Equal("8080", (string?)settings.Single(x => (string)x!["name"]! == "AGENTKIT_HTTP_PORT")!["default"]);
    }

    private static async Task<int?> StatusAsync(HttpClient client, string path)
    {
        try
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
