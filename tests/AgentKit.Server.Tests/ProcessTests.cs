using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests;

[Trait("Speed", "Slow")]
public sealed class ProcessTests
{
    [Fact]
    public async Task Sigterm_drains_first_and_then_ends_with_0()
    {
        if (OperatingSystem.IsWindows())
            return; // there is no SIGTERM to send

        var variables = await ServiceVariables.NewAsync(("AGENTKIT_DRAIN_DELAY", "00:00:02"));
        await using var service = ServiceProcess.Start(variables);
        using var client = new HttpClient { BaseAddress = variables.Address() };
        await ServiceProcess.UntilAsync(async () => await StatusAsync(client, "/readyz") == 200, "ready");

        service.Terminate();

        await ServiceProcess.UntilAsync(async () => await StatusAsync(client, "/readyz") == 503, "not ready any more");
        Assert.Equal(200, await StatusAsync(client, "/v1/service"));
        Assert.Equal(0, await service.ExitCodeAsync());
        Assert.Null(await StatusAsync(client, "/livez"));
    }

    [Fact]
    public async Task Logs_are_json_lines_with_the_trace_id_of_the_caller_and_nothing_that_is_secret_or_personal()
    {
        var variables = await ServiceVariables.NewAsync(("AGENTKIT_LOG_LEVEL", "Trace"));
        await using var service = ServiceProcess.Start(variables);
        using var client = new HttpClient { BaseAddress = variables.Address() };
        await ServiceProcess.UntilAsync(async () => await StatusAsync(client, "/readyz") == 200, "ready");
        await ServiceProcess.UntilAsync(() => Task.FromResult(service.Errors.Any(x => x.StartsWith("export TOKEN=", StringComparison.Ordinal))), "a token");
        var token = service.Errors.Single(x => x.StartsWith("export TOKEN=", StringComparison.Ordinal))["export TOKEN=".Length..];
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);

        var created = await client.PostAsync("/v1/clients", """{ "name": "Canary Company", "contacts": [{ "email": "canary@example.com", "role": "primary" }] }""", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), ("Idempotency-Key", "canary-idempotency"));
        var key = await client.PostAsync("/v1/api-keys", """{ "name": "Canary key", "role": "viewer" }""");
        await client.PostAsync("/v1/clients", """{ "name": "Canary\u0000", "email": "canary@example.com" }""");
        await client.ReadAsync("/v1/clients?status=canary");
        await ServiceProcess.UntilAsync(() => Task.FromResult(service.Output.Any(x => x.Contains("GET /v1/clients", StringComparison.Ordinal))), "the last request's line");

        Assert.Equal((201, 201), (created.Status, key.Status));
        Assert.All(service.Output, x => Assert.NotNull(JsonNode.Parse(x)));
        Assert.Contains(service.Output, x => x.Contains("0af7651916cd43dd8448eb211c80319c", StringComparison.Ordinal) && x.Contains("POST /v1/clients", StringComparison.Ordinal) && x.Contains("201", StringComparison.Ordinal));
        Assert.All([.. service.Output, .. service.Errors.Where(x => !x.Contains(token, StringComparison.Ordinal))], x => Assert.DoesNotContain("canary", x, StringComparison.OrdinalIgnoreCase));
        Assert.All(service.Output, x => Assert.DoesNotContain(token, x));
        Assert.All([.. service.Output, .. service.Errors], x => Assert.DoesNotContain(key["key"], x));
    }

    [Fact]
    public async Task What_the_database_says_of_a_document_that_it_refuses_is_not_logged()
    {
        var variables = await ServiceVariables.NewAsync();
        var database = new MongoClient(variables["MONGODB_URI"]).GetDatabase(variables["MONGODB_DATABASE"]);
        await database.RunCommandAsync<BsonDocument>("{ collMod: 'client_profiles', validator: { $jsonSchema: { properties: { name: { enum: ['no other'] } } } } }");
        await database.RunCommandAsync<BsonDocument>("{ createIndexes: 'campaign_ideas', indexes: [{ key: { title: 1 }, name: 'title_1', unique: true }] }");
        await database.GetCollection<BsonDocument>("client_profiles").InsertOneAsync(new BsonDocument { { "organization_id", "demo" }, { "client_id", "acme" }, { "name", "no other" }, { "contacts", new BsonArray() }, { "onboarding_status", "draft" }, { "created_at", DateTime.UtcNow } });
        await using var service = ServiceProcess.Start(variables);
        using var client = new HttpClient { BaseAddress = variables.Address() };
        await ServiceProcess.UntilAsync(() => Task.FromResult(service.Errors.Any(x => x.StartsWith("export TOKEN=", StringComparison.Ordinal))), "a token");
        client.DefaultRequestHeaders.Authorization = new("Bearer", service.Errors.Single(x => x.StartsWith("export TOKEN=", StringComparison.Ordinal))["export TOKEN=".Length..]);

        var refused = await client.PostAsync("/v1/clients", """{ "name": "Canary Company" }""");
        await client.PostAsync("/v1/clients/acme/campaign-ideas", """{ "title": "Canary idea" }""");
        var duplicate = await client.PostAsync("/v1/clients/acme/campaign-ideas", """{ "title": "Canary idea" }""");
        await ServiceProcess.UntilAsync(() => Task.FromResult(service.Output.Count(x => x.Contains("A request failed.", StringComparison.Ordinal)) == 2), "both failures' lines");

        Assert.Equal((500, 500), (refused.Status, duplicate.Status));
        Assert.Contains(service.Output, x => x.Contains("MongoWriteException: code 121", StringComparison.Ordinal) && x.Contains("ClientStore.CreateAsync", StringComparison.Ordinal));
        Assert.Contains(service.Output, x => x.Contains("code 11000", StringComparison.Ordinal));
        Assert.All(service.Output, x => Assert.DoesNotContain("canary", x, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task In_production_it_does_not_start_with_tokens_of_its_own()
    {
        await using var service = ServiceProcess.Start(await ServiceVariables.NewAsync(("ASPNETCORE_ENVIRONMENT", "Production"), ("AGENTKIT_OIDC_ISSUER", "https://login.example.com")));

        Assert.Equal(2, await service.ExitCodeAsync());
        Assert.Contains("AGENTKIT_DEVELOPMENT_TOKENS is true", string.Join('\n', service.Errors));
        Assert.DoesNotContain("TOKEN=ey", string.Join('\n', service.Errors));
    }

    [Fact]
    public async Task A_secret_that_the_store_does_not_have_ends_it_with_its_name()
    {
        await using var service = ServiceProcess.Start(await ServiceVariables.NewAsync(("AGENTKIT_SIGNING_KEY", "secret://agentkit/staging/service/signing-key")));

        Assert.Equal(1, await service.ExitCodeAsync());
        Assert.Contains("agentkit/staging/service/signing-key", string.Join('\n', service.Errors));
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
        await using var service = ServiceProcess.Start(await ServiceVariables.NewAsync(("AGENTKIT_HTTP_PORT", $"{port}"), ("AGENTKIT_LOG_LEVEL", "None")));

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

    internal static async Task<int?> StatusAsync(HttpClient client, string path)
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
}
