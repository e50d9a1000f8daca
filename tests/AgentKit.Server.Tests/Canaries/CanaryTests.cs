using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AgentKit.Server.Tests.Files;
using AgentKit.Server.Tests.Platforms;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Migrations.Planning;
using Pipeline.Secrets;
using Pipeline.Secrets.Opening;
using Pipeline.Tests;
using Pipeline.Tests.Canaries;

namespace AgentKit.Server.Tests.Canaries;

/// <summary>
/// Plants secrets in everything that the service is given or gives out, drives it with its log at its most talkative, on good days and bad ones, and looks
/// for each in its logs, its answers, its metrics, its database and the arguments of processes.
/// </summary>
[Trait("Speed", "Slow")]
public sealed class CanaryTests : IAsyncLifetime
{
    private const string Password = "agentkit/staging/database/app";

    private readonly CanarySearch canaries = new();
    private readonly List<string> answers = [];
    private readonly string folder = Directory.CreateTempSubdirectory("agentkit-canary-").FullName;
    private PlayedPlatforms played = null!;
    private EmbeddedMongoServer server = null!;
    private IMongoDatabase database = null!;
    private Dictionary<string, string> variables = null!;

    public async Task InitializeAsync()
    {
        played = await PlayedPlatforms.StartAsync();
        var (passphrase, password) = (canaries.PlantOdd("the secret store's passphrase"), canaries.PlantOdd("the database's password"));
        server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { RequiresAuthentication = true, UserName = "root", Password = password });
        var settings = MongoClientSettings.FromConnectionString(server.ConnectionString);
        settings.Credential = MongoCredential.CreateCredential("admin", "root", password);
        database = new MongoClient(settings).GetDatabase("agentkit");
        await TestDatabases.MigrateAsync(database, MigrationRequest.Up());
        variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            ["AGENTKIT_HTTP_ADDRESS"] = "127.0.0.1",
            ["AGENTKIT_HTTP_PORT"] = $"{FreePort.Take()}",
            ["AGENTKIT_LOG_LEVEL"] = "Trace",
            ["AGENTKIT_DRAIN_DELAY"] = "00:00:00",
            ["AGENTKIT_DATABASE_TIMEOUT"] = "00:00:01",
            ["AGENTKIT_DEVELOPMENT_TOKENS"] = "true",
            ["AGENTKIT_SIGNING_KEY"] = canaries.PlantOdd("the signing key"),
            ["AGENTKIT_TRIPLEWHALE_URL"] = new Uri(played.Address, "triplewhale").AbsoluteUri,
            ["AGENTKIT_HUBSPOT_URL"] = new Uri(played.Address, "hubspot").AbsoluteUri,
            ["AGENTKIT_KLAVIYO_URL"] = new Uri(played.Address, "klaviyo").AbsoluteUri,
            ["MONGODB_URI"] = server.ConnectionString,
            ["MONGODB_PASSWORD"] = $"secret://{Password}#password",
            ["FILE_STORAGE_ROOT"] = $"file://{folder}/files",
            ["SECRET_STORE"] = $"encrypted://{folder}/secrets.json?passphrase-variable=CANARY_PASSPHRASE",
            ["CANARY_PASSPHRASE"] = passphrase,
        };
        await using var store = SecretStores.Open(SecretStoreLocation.Parse(variables["SECRET_STORE"]), new SecretStoreOptions { Variables = variables });
        await store.PutAsync(SecretName.Parse(Password), new Secret(new JsonObject { ["username"] = "root", ["password"] = password }.ToJsonString()), null, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await played.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_that_the_service_says_keeps_or_answers_holds_a_secret()
    {
        await using var commandLines = new CommandLines();
        var logs = new List<string>();

        logs.Add(await ServeAsync());
        logs.Add(await FailToStartAsync(2, Mistakes()));
        logs.Add(await FailToStartAsync(1, ("CANARY_PASSPHRASE", canaries.PlantOdd("a wrong passphrase"))));
        logs.Add(await ServeWithoutFilesAsync());

        Assert.Empty(canaries.In("a log", string.Join('\n', logs)));
        Assert.Empty(canaries.In("an answer", string.Join('\n', answers)));
        Assert.Empty(canaries.In("an argument of a process", commandLines.All));
        Assert.Empty(canaries.InFiles(folder));
        AssertItCouldFail(logs);
    }

    /// <summary>A day with everything in it, to the database's end.</summary>
    private async Task<string> ServeAsync()
    {
        await using var service = ServiceProcess.Start(variables);
        using var client = await ClientOfAsync(service, 200);

        await AskAsync(client, "POST", "/v1/clients", """{ "name": "Acme", "client_id": "acme" }""", 201);
        await AskAsync(client, "POST", "/v1/clients", """{ "name": { "$gt": "" } }""", 422);
        await AskAsync(client, "GET", "/v1/clients?cursor=AAAA", null, 400);
        await UseApiKeyAsync(client);
        await ConnectAsync(client);
        await UploadAsync(client);
        foreach (var path in (string[])["/v1/audit-log", "/v1/api-keys", "/metrics", "/readyz", "/openapi.json"])
            await AskAsync(client, "GET", path, null, 200);
        Assert.Empty(canaries.In("the database", await ContentsAsync()));

        await server.DisposeAsync();
        await AskAsync(client, "GET", "/v1/clients", null, 503);
        await AskAsync(client, "POST", "/v1/clients/acme/files?category=other&name=a.csv", "a,b", 503, "text/csv");
        service.Terminate();
        Assert.Equal(0, await service.ExitCodeAsync());
        return LogOf(service);
    }

    private async Task UseApiKeyAsync(HttpClient client)
    {
        // It is shown once, in this answer.
        var created = await client.PostAsync("/v1/api-keys", """{ "name": "a machine", "role": "member" }""");
        var key = canaries.Add("an API key", created["key"]);
        using var machine = new HttpClient { BaseAddress = client.BaseAddress };
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        await AskAsync(machine, "GET", "/v1/clients", null, 200);
        await AskAsync(machine, "GET", "/v1/api-keys", null, 403);
        await AskAsync(client, "DELETE", $"/v1/api-keys/{created["key_id"]}", null, 204);
        await AskAsync(machine, "GET", "/v1/clients", null, 401);
        machine.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", key);
        await AskAsync(machine, "GET", $"/v1/clients?key={key}", null, 401);
    }

    private async Task ConnectAsync(HttpClient client)
    {
        foreach (var (platform, play, status) in new[] { ("klaviyo", Play.Accept, 201), ("hubspot", Play.Unauthorized, 422), ("triplewhale", Play.Echo, 503) })
        {
            var key = canaries.PlantOdd($"a key of {platform}");
            played.Treat(key, play);
            await AskAsync(client, "PUT", $"/v1/clients/acme/platforms/{platform}", new JsonObject { ["api_key"] = key }.ToJsonString(), status);
        }

        await AskAsync(client, "PUT", "/v1/clients/acme/platforms/hubspot", new JsonObject { ["api_key"] = $"with a space {canaries.Plant("a key that can't be one")}" }.ToJsonString(), 422);
        await AskAsync(client, "POST", "/v1/clients/acme/platforms/klaviyo/verify", null, 200);
        await AskAsync(client, "GET", "/v1/clients/acme/platforms", null, 200);
    }

    private async Task UploadAsync(HttpClient client)
    {
        await AskAsync(client, "POST", "/v1/clients/acme/files?category=other&name=a.csv", "a,b\n1,2\n", 201, "text/csv");
        await AskAsync(client, "POST", "/v1/clients/acme/files?category=other&name=a.csv", "<?php", 422, "text/csv");
        // The presigned request is in this answer, and a secret while it holds.
        var begun = await client.PostAsync("/v1/clients/acme/uploads", """{ "category": "other", "name": "b.csv", "size_bytes": 8, "content_type": "text/csv" }""");
        var put = new Uri((string)begun.Json["request"]!["url"]!);
        canaries.Add("a presigned request", put.Query["?token=".Length..]);
        await AskAsync(client, "PUT", put.PathAndQuery, "wrong", 400, "text/csv");
        await AskAsync(client, "PUT", put.PathAndQuery, "a,b\n1,2\n", 200, "text/csv");
        await AskAsync(client, "POST", (string)begun.Json["complete_url"]!, null, 201);
    }

    /// <summary>Keys of a cloud's store that isn't there, and of its network.</summary>
    private async Task<string> ServeWithoutFilesAsync()
    {
        var changed = new Dictionary<string, string>(await ServiceVariables.NewAsync())
        {
            ["AGENTKIT_LOG_LEVEL"] = "Trace",
            ["FILE_STORAGE_ROOT"] = "s3://bucket/prefix",
            ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = canaries.PlantOdd("the object store's secret key"),
            ["AWS_SESSION_TOKEN"] = canaries.PlantOdd("the object store's session token"),
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1",
            ["AWS_MAX_ATTEMPTS"] = "1",
            ["AGENTKIT_FILES_CDN"] = "GoogleCloud",
            ["AGENTKIT_FILES_CDN_URL"] = "https://cdn.example.com",
            ["AGENTKIT_FILES_CDN_KEY_ID"] = "key-1",
            ["AGENTKIT_FILES_CDN_KEY"] = canaries.Add("the network's key", Convert.ToBase64String(Guid.NewGuid().ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_')),
            ["AGENTKIT_SIGNING_KEY"] = variables["AGENTKIT_SIGNING_KEY"],
        };
        await using var service = ServiceProcess.Start(changed);
        using var client = await ClientOfAsync(service, 503, changed.Address());
        await AskAsync(client, "POST", "/v1/clients", """{ "name": "Acme", "client_id": "acme" }""", 201);
        await AskAsync(client, "POST", "/v1/clients/acme/files?category=other&name=a.csv", "a,b\n1,2\n", 503, "text/csv");
        service.Terminate();
        Assert.Equal(0, await service.ExitCodeAsync());
        return LogOf(service);
    }

    /// <summary>Secrets where none belong, and some that can't be used, all at once.</summary>
    private (string Name, string Value)[] Mistakes() =>
    [
        ("AGENTKIT_SIGNING_KEY", canaries.Plant("a signing key that is too short")),
        ("MONGODB_URI", $"mongodb://root:{canaries.Plant("a password in a connection string")}@127.0.0.1/"),
        ("MONGODB_PASSWROD", canaries.Plant("a password in a misspelt variable")),
        ("SECRET_STORE", $"vault://127.0.0.1:1/secret?auth=token&token={canaries.Plant("a token in an address")}"),
        ("FILE_STORAGE_ROOT", $"s3://AKIDEXAMPLE:{canaries.Plant("a key in an address")}@bucket"),
        ("AGENTKIT_FILES_CDN", "CloudFront"),
        ("AGENTKIT_FILES_CDN_KEY", canaries.PlantOdd("a key that is no PEM")),
    ];

    private async Task<string> FailToStartAsync(int exitCode, params (string Name, string Value)[] changes)
    {
        var changed = new Dictionary<string, string>(variables);
        foreach (var (name, value) in changes)
            changed[name] = value;
        await using var service = ServiceProcess.Start(changed);
        Assert.Equal(exitCode, await service.ExitCodeAsync());
        Assert.NotEmpty(service.Errors);
        return LogOf(service);
    }

    private void AssertItCouldFail(List<string> logs)
    {
        var planted = canaries.PlantOdd("planted");
        foreach (var form in (string[])[planted, Uri.EscapeDataString(planted), System.Text.Json.JsonSerializer.Serialize(planted), Convert.ToBase64String([1, .. System.Text.Encoding.UTF8.GetBytes(planted)])])
        {
            File.WriteAllText(Path.Combine(folder, "planted.log"), $"a line\n{form}\n");
            Assert.NotEmpty(canaries.InFiles(folder));
            Assert.NotEmpty(canaries.In("a log", $"{string.Join('\n', logs)}\n{form}"));
        }
    }

    private async Task<HttpClient> ClientOfAsync(ServiceProcess service, int ready, Uri? address = null)
    {
        var client = new HttpClient { BaseAddress = address ?? variables.Address(), Timeout = TimeSpan.FromSeconds(60) };
        await ServiceProcess.UntilAsync(async () => await ProcessTests.StatusAsync(client, "/readyz") == ready, $"/readyz answers {ready}: {string.Join('\n', service.Errors)}");
        await ServiceProcess.UntilAsync(() => Task.FromResult(service.Errors.Any(IsToken)), "a token");
        var token = canaries.Add("a token", service.Errors.Single(IsToken)["export TOKEN=".Length..]);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task AskAsync(HttpClient client, string method, string path, string? body, int status, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, MediaTypeHeaderValue.Parse(type));
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{method} {path}: {(int)response.StatusCode} instead of {status}: {text}");
        answers.Add($"{response.Headers}{response.Content.Headers}{text}");
    }

    private async Task<string> ContentsAsync()
    {
        var contents = new List<string>();
        foreach (var name in await (await database.ListCollectionNamesAsync()).ToListAsync())
            contents.AddRange((await database.GetCollection<BsonDocument>(name).Find(new BsonDocument()).ToListAsync()).Select(x => x.ToJson()));
        return string.Join('\n', contents);
    }

    /// <summary>Everything but the token, which it prints for a developer.</summary>
    private static string LogOf(ServiceProcess service) => string.Join('\n', [.. service.Output, .. service.Errors.Where(x => !IsToken(x))]);

    private static bool IsToken(string line) => line.StartsWith("export TOKEN=", StringComparison.Ordinal);
}
