using AgentKit.Server.Access;
using AgentKit.Server.Development;
using AgentKit.Server.Hosting;
using Pipeline.Errors;
using Pipeline.Tests;

namespace AgentKit.Server.Tests.Development;

[Trait("Speed", "Slow")]
public sealed class DevelopmentTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("agentkit-").FullName;

    private readonly Dictionary<string, string> variables = new() { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["AGENTKIT_HTTP_PORT"] = $"{FreePort.Take()}", ["AGENTKIT_LOG_LEVEL"] = "None" };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task With_nothing_set_it_starts_and_its_token_works_and_what_was_made_is_there_the_next_time()
    {
        using var client = new HttpClient { BaseAddress = variables.Address() };
        for (var run = 0; run < 2; run++)
        {
            await using var parts = await DevelopmentParts.StartAsync(variables, folder, CancellationToken.None);
            await using var started = await StartedService.OpenAsync(parts.Variables, TimeProvider.System, CancellationToken.None);
            await using var app = AgentKitApplication.Create(started.Settings, started.Parts, TimeProvider.System);
            await app.StartAsync();
            var greeting = TokenGreeting.Text(started.Parts.DevelopmentTokens!, AgentKitApplication.AddressOf(app));
            client.DefaultRequestHeaders.Authorization = new("Bearer", greeting.Split('\n').Single(x => x.StartsWith("export TOKEN=", StringComparison.Ordinal))["export TOKEN=".Length..].Trim());

            Assert.Contains($"curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:{variables["AGENTKIT_HTTP_PORT"]}/v1/clients", greeting);
            Assert.Equal(200, (await client.ReadAsync("/readyz")).Status);
            Assert.Equal(run == 0 ? 201 : 409, (await client.PostAsync("/v1/clients", """{ "name": "x", "client_id": "acme" }""")).Status);
            Assert.Contains("openapi.json", (await client.ReadAsync("/docs/")).Text);
            Assert.Empty(started.Warnings);
            await app.StopAsync();
        }
    }

    [Fact]
    public async Task A_second_run_of_the_same_folder_is_told_so()
    {
        await using var first = await DevelopmentParts.StartAsync(variables, folder, CancellationToken.None);

        var error = await Assert.ThrowsAsync<PipelineException>(() => DevelopmentParts.StartAsync(variables, folder, CancellationToken.None));

        Assert.Equal("PIPE6008", error.Code.Id);
    }

    [Fact]
    public async Task What_is_set_is_left_as_it_is()
    {
        var given = new Dictionary<string, string>(variables) { ["MONGODB_URI"] = "mongodb://db/", ["FILE_STORAGE_ROOT"] = "s3://bucket", ["SECRET_STORE"] = "env:", ["AGENTKIT_OIDC_ISSUER"] = "https://login.example.com" };

        await using var parts = await DevelopmentParts.StartAsync(given, folder, CancellationToken.None);

        Assert.Equal("127.0.0.1", parts.Variables["AGENTKIT_HTTP_ADDRESS"]);
        Assert.Equal(given.Append(new("AGENTKIT_HTTP_ADDRESS", "127.0.0.1")).OrderBy(x => x.Key, StringComparer.Ordinal), parts.Variables.OrderBy(x => x.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Its_data_is_where_the_repository_does_not_commit_it()
    {
        var checkout = Directory.CreateDirectory(Path.Combine(folder, "checkout")).FullName;
        Directory.CreateDirectory(Path.Combine(checkout, ".nuke"));

        Assert.Equal(Path.Combine(checkout, ".nuke", "temp", "agentkit"), DevelopmentFolder.Of(Directory.CreateDirectory(Path.Combine(checkout, "src", "bin")).FullName));
        Assert.StartsWith(Path.GetTempPath(), DevelopmentFolder.Of(Path.GetPathRoot(folder)!));
    }
}
