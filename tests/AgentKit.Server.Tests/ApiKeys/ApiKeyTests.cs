using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using AgentKit.Server.Access;
using AgentKit.Server.ApiKeys;
using AgentKit.Server.Tests.Clients;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.ApiKeys;

public sealed class ApiKeyTests : IAsyncLifetime
{
    private RunningService service = null!;
    private HttpClient admin = null!;

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync();
        admin = service.As(CallerRole.Admin);
    }

    public Task DisposeAsync() => service.DisposeAsync().AsTask();

    [Fact]
    public async Task A_machine_is_known_by_its_key_with_the_keys_role()
    {
        var created = await CreateAsync("member");
        var machine = Machine(created["key"]);

        var client = await machine.PostAsync("/v1/clients", SampleClients.Complete);
        var keys = await machine.ReadAsync("/v1/api-keys");

        Assert.Equal((201, 403), (client.Status, keys.Status));
        Assert.Equal($"key:{created["key_id"]}", client["created_by"]);
        Assert.Equal(404, (await Machine((await CreateAsync("admin", "org-b"))["key"]).ReadAsync("/v1/clients/acme")).Status);
    }

    [Fact]
    public async Task The_key_stands_in_one_answer_and_nowhere_else()
    {
        var created = await CreateAsync("viewer");
        var key = created["key"];

        var stored = await service["api_keys"].Find(new BsonDocument()).SingleAsync();

        Assert.Matches("^agk_[a-z2-9]{16}_[A-Za-z0-9_-]{43}$", key);
        Assert.Equal("no-store", created.Headers.CacheControl!.ToString());
        Assert.DoesNotContain(key[21..], stored.ToJson());
        Assert.Equal(SHA256.HashData(Encoding.ASCII.GetBytes(key)), stored["hash"].AsByteArray);
        foreach (var answer in new[] { await admin.ReadAsync("/v1/api-keys"), await admin.ReadAsync($"/v1/api-keys/{created["key_id"]}"), await admin.ReadAsync("/v1/audit-log") })
            Assert.DoesNotContain(key[21..], answer.Text);
    }

    [Fact]
    public async Task A_revoked_key_is_refused_from_the_next_request_on()
    {
        var created = await CreateAsync("viewer");
        var machine = Machine(created["key"]);
        Assert.Equal(200, (await machine.ReadAsync("/v1/clients")).Status);

        var revoked = await admin.SendAsync("DELETE", $"/v1/api-keys/{created["key_id"]}");
        var refused = await machine.ReadAsync("/v1/clients");

        Assert.Equal((204, 401, "unauthenticated"), (revoked.Status, refused.Status, refused.Problem));
        Assert.Contains("Bearer", refused.Headers.WwwAuthenticate.ToString());
        Assert.Equal(204, (await admin.SendAsync("DELETE", $"/v1/api-keys/{created["key_id"]}")).Status);
        Assert.NotNull((await admin.ReadAsync($"/v1/api-keys/{created["key_id"]}")).Json["revoked_at"]);
        Assert.Equal(["sign_in.failed", "api_key.revoked", "api_key.created"], (await admin.ReadAsync("/v1/audit-log")).Json["items"]!.AsArray().Select(x => (string?)x!["action"]));
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        var created = await CreateAsync("viewer");
        await service["api_keys"].UpdateOneAsync(new BsonDocument(), new BsonDocument("$set", new BsonDocument("expires_at", DateTime.UtcNow.AddSeconds(-1))));

        Assert.Equal(401, (await Machine(created["key"]).ReadAsync("/v1/clients")).Status);
    }

    [Fact]
    public async Task When_it_was_used_last_is_kept_to_the_minute()
    {
        var created = await CreateAsync("viewer");
        var machine = Machine(created["key"]);

        await machine.ReadAsync("/v1/clients");
        var first = (await admin.ReadAsync($"/v1/api-keys/{created["key_id"]}"))["last_used_at"];
        await machine.ReadAsync("/v1/clients");

        Assert.Equal(first, (await admin.ReadAsync($"/v1/api-keys/{created["key_id"]}"))["last_used_at"]);
    }

    [Fact]
    public async Task A_key_can_not_make_keys()
    {
        var machine = Machine((await CreateAsync("admin"))["key"]);

        var answer = await machine.PostAsync("/v1/api-keys", """{ "name": "x", "role": "viewer" }""");

        Assert.Equal((403, "forbidden"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task What_is_wrong_with_a_new_key_is_told_at_once()
    {
        var answer = await admin.PostAsync("/v1/api-keys", """{ "role": "owner", "expires_in_days": 0 }""");

        Assert.Equal(["/expires_in_days", "/name", "/role"], answer.Pointers.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("agk_")]
    [InlineData("agk_abcdefghijkmnpqr_")]
    [InlineData("agk_abcdefghijkmnpqr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("agk_ABCDEFGHIJKMNPQR_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("agk_abcdefghijkmnpqr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!")]
    public async Task What_is_no_key_is_refused(string key) => Assert.Equal(401, (await Machine(key).ReadAsync("/v1/clients")).Status);

    [Fact]
    public async Task The_right_id_with_another_secret_is_refused()
    {
        var key = (await CreateAsync("viewer"))["key"];

        Assert.Equal(401, (await Machine(key[..21] + ApiKeyText.New().Text[21..]).ReadAsync("/v1/clients")).Status);
    }

    private Task<Answer> CreateAsync(string role, string organization = RunningService.Organization) =>
        service.As(CallerRole.Admin, organization).PostAsync("/v1/api-keys", $$"""{ "name": "Import", "role": "{{role}}", "expires_in_days": 30 }""");

    private HttpClient Machine(string key)
    {
        var client = service.As(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
