using AgentKit.Server.Access;
using AgentKit.Server.Hosting;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Errors;
using Pipeline.Migrations.Planning;
using Pipeline.Secrets;
using Pipeline.Secrets.Opening;

namespace AgentKit.Server.Tests.Secrets;

[Trait("Speed", "Slow")]
public sealed class RotationTests : IAsyncLifetime
{
    private static readonly SecretName Name = SecretName.Parse("agentkit/staging/database/app");

    private readonly string folder = Directory.CreateTempSubdirectory("agentkit-").FullName;
    private EmbeddedMongoServer server = null!;
    private IMongoDatabase admin = null!;
    private ISecretStore store = null!;
    private Dictionary<string, string> variables = null!;

    public async Task InitializeAsync()
    {
        server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { RequiresAuthentication = true, UserName = "root", Password = "root-password" });
        var settings = MongoClientSettings.FromConnectionString(server.ConnectionString);
        settings.Credential = MongoCredential.CreateCredential("admin", "root", "root-password");
        var client = new MongoClient(settings);
        admin = client.GetDatabase("admin");
        await TestDatabases.MigrateAsync(client.GetDatabase("agentkit"), MigrationRequest.Up());
        store = SecretStores.Open(SecretStoreLocation.Parse($"encrypted://{folder}/secrets.json"), new SecretStoreOptions());
        variables = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            ["AGENTKIT_HTTP_ADDRESS"] = "127.0.0.1",
            ["AGENTKIT_HTTP_PORT"] = "0",
            ["AGENTKIT_LOG_LEVEL"] = "None",
            ["AGENTKIT_DEVELOPMENT_TOKENS"] = "true",
            ["AGENTKIT_SIGNING_KEY"] = new string('k', 32),
            ["MONGODB_URI"] = server.ConnectionString,
            ["MONGODB_PASSWORD"] = $"secret://{Name}#password",
            ["FILE_STORAGE_ROOT"] = $"file://{folder}/files",
            ["SECRET_STORE"] = $"encrypted://{folder}/secrets.json",
        };
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_service_goes_over_to_the_other_database_user_without_a_restart_and_reports_it()
    {
        var first = await WriteAsync("agentkit-a", "password-a");
        await using var started = await StartedService.OpenAsync(variables, TimeProvider.System, CancellationToken.None);
        await using var app = AgentKitApplication.Create(started.Settings, started.Parts, TimeProvider.System);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = AgentKitApplication.AddressOf(app) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", started.Parts.DevelopmentTokens!.Issue("org-a", "user-1", CallerRole.Member, TimeSpan.FromMinutes(5)));
        Assert.Equal(201, (await client.PostAsync("/v1/clients", """{ "name": "x" }""")).Status);
        await ServiceProcess.UntilAsync(async () => (await client.ReadAsync("/metrics")).Text.Contains(Metric(first.Version)), "the first version in use");
        Assert.Equal([first.Version], await VersionsAsync(client));

        var second = await WriteAsync("agentkit-b", "password-b");
        started.Parts.Secrets.Invalidate(Name);
        await started.Parts.Secrets.GetAsync(Name, CancellationToken.None);
        await ServiceProcess.UntilAsync(async () => (await client.ReadAsync("/metrics")).Text.Contains(Metric(second.Version)), "the second version in use");
        Assert.Equal([second.Version], await VersionsAsync(client));
        await admin.RunCommandAsync<BsonDocument>(new BsonDocument("dropUser", "agentkit-a"));

        Assert.Equal(201, (await client.PostAsync("/v1/clients", """{ "name": "y" }""")).Status);
        var metrics = (await client.ReadAsync("/metrics")).Text;
        Assert.DoesNotContain(Metric(first.Version), metrics);
        Assert.DoesNotContain("password-b", metrics);
        Assert.Contains("agentkit_secrets_away 0", metrics);
        await app.StopAsync();
    }

    [Fact]
    public async Task A_credential_that_the_database_refuses_is_not_taken()
    {
        var first = await WriteAsync("agentkit-a", "password-a");
        await using var started = await StartedService.OpenAsync(variables, TimeProvider.System, CancellationToken.None);
        await started.Parts.Database.Current.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1));
        await ServiceProcess.UntilAsync(() => Task.FromResult(started.Parts.Secrets.VersionsInUse.Any(x => x.Version == first.Version)), "the first version in use");

        await store.PutAsync(Name, new Secret("""{ "username": "nobody", "password": "wrong" }"""), null, CancellationToken.None);
        started.Parts.Secrets.Invalidate(Name);
        await started.Parts.Secrets.GetAsync(Name, CancellationToken.None);

        await started.Parts.Database.Current.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1));
        Assert.Equal(first.Version, started.Parts.Secrets.VersionsInUse.Single(x => x.Name == Name).Version);
    }

    [Theory]
    [InlineData("""{ "password": "x" }""", "PIPE6005")]
    [InlineData("""{ "username": "x" }""", "PIPE9401")]
    [InlineData("plain-text-canary", "PIPE9401")]
    public async Task A_secret_that_can_not_be_used_ends_the_start_without_showing_it(string value, string expected)
    {
        await store.PutAsync(Name, new Secret(value), null, CancellationToken.None);

        var error = await Assert.ThrowsAnyAsync<PipelineException>(() => StartedService.OpenAsync(variables, TimeProvider.System, CancellationToken.None));

        Assert.Equal(expected, error.Code.Id);
        Assert.DoesNotContain("canary", error.ToString());
    }

    [Fact]
    public async Task A_reference_without_a_store_is_named()
    {
        variables.Remove("SECRET_STORE");
        variables["ASPNETCORE_ENVIRONMENT"] = "Development";

        var error = await Assert.ThrowsAsync<PipelineException>(() => StartedService.OpenAsync(variables, TimeProvider.System, CancellationToken.None));

        Assert.Equal(("PIPE6006", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains("MONGODB_PASSWORD", error.Message);
    }

    [Fact]
    public async Task A_password_without_a_user_and_a_uri_that_is_none_are_refused()
    {
        variables["MONGODB_PASSWORD"] = "plain";
        Assert.Equal("PIPE6005", (await Assert.ThrowsAsync<PipelineException>(() => StartedService.OpenAsync(variables, TimeProvider.System, CancellationToken.None))).Code.Id);

        variables["MONGODB_USERNAME"] = "root";
        variables["MONGODB_URI"] = "mongodb://host:port/";
        Assert.Equal("PIPE6004", (await Assert.ThrowsAsync<PipelineException>(() => StartedService.OpenAsync(variables, TimeProvider.System, CancellationToken.None))).Code.Id);
    }

    private static string Metric(string version) => $"agentkit_secret_version_info{{secret=\"{Name}\",version=\"{version}\"}} 1";

    /// <summary>As readiness tells them.</summary>
    private static async Task<IEnumerable<string?>> VersionsAsync(HttpClient client)
    {
        var ready = await client.ReadAsync("/readyz");
        Assert.DoesNotContain("password-", ready.Text);
        return ready.Json["secrets"]!.AsArray().Where(x => (string?)x!["name"] == Name.Value).Select(x => (string?)x!["version"]);
    }

    private async Task<SecretVersion> WriteAsync(string user, string password)
    {
        await admin.RunCommandAsync<BsonDocument>(new BsonDocument { { "createUser", user }, { "pwd", password }, { "roles", new BsonArray { new BsonDocument { { "role", "readWrite" }, { "db", "agentkit" } } } } });
        return await store.PutAsync(Name, new Secret($$"""{ "username": "{{user}}", "password": "{{password}}" }"""), null, CancellationToken.None);
    }
}
