using System.Net.Http.Headers;
using AgentKit.Server.Access;
using AgentKit.Server.ApiKeys;
using AgentKit.Server.Auditing;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Auditing;

public sealed class DenialTests : IAsyncLifetime
{
    private RunningService service = null!;

    public async Task InitializeAsync() => service = await RunningService.StartAsync();

    public Task DisposeAsync() => service.DisposeAsync().AsTask();

    [Fact]
    public async Task The_use_of_a_revoked_key_and_a_guess_at_its_secret_are_shown_to_its_organisation()
    {
        var admin = service.As(CallerRole.Admin);
        var created = await admin.PostAsync("/v1/api-keys", """{ "name": "x", "role": "viewer" }""");
        await admin.SendAsync("DELETE", $"/v1/api-keys/{created["key_id"]}");

        await With(created["key"]).ReadAsync("/v1/clients");
        await With(created["key"][..21] + ApiKeyText.New().Text[21..]).ReadAsync("/v1/clients");

        var entries = (await admin.ReadAsync("/v1/audit-log")).Json["items"]!.AsArray().Where(x => (string?)x!["action"] == "sign_in.failed");
        Assert.Equal(
            [("anonymous", "wrong_secret"), ($"key:{created["key_id"]}", "revoked")],
            entries.Select(x => ((string)x!["subject"]!, (string)x["details"]!["reason"]!)));
        Assert.All(entries, x => Assert.Equal(created["key_id"], (string?)x!["resource_id"]));
    }

    [Fact]
    public async Task What_a_stranger_sends_is_no_organisations_and_stands_nowhere_in_the_log()
    {
        await With("agk_abcdefghijkmnpqr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").ReadAsync("/v1/clients");
        await With("canary-token").ReadAsync("/v1/clients");
        await service.Client.ReadAsync("/v1/clients");

        var entries = await service["audit_log"].Find(new BsonDocument()).Sort("{ at: 1 }").ToListAsync();
        Assert.Equal([("-", "unknown"), ("-", "malformed")], entries.Select(x => (x["organization_id"].AsString, x["details"]["reason"].AsString)));
        Assert.DoesNotContain("canary", entries.ToJson());
        Assert.DoesNotContain("abcdefghijkmnpqr", entries.ToJson());
    }

    [Fact]
    public async Task Many_of_a_kind_are_one_entry_and_then_one_with_their_number()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => With("not-a-token").ReadAsync("/v1/clients")));
        Assert.Equal(1, await service["audit_log"].CountDocumentsAsync(new BsonDocument()));

        await service.Services.GetRequiredService<DenialLog>().WriteCountedAsync(isLast: true);

        Assert.Equal(["1", "49"], (await service["audit_log"].Find(new BsonDocument()).Sort("{ at: 1 }").ToListAsync()).Select(x => x["details"]["times"].AsString));
    }

    [Fact]
    public async Task Nobody_fills_the_log_with_denials_of_ever_new_kinds()
    {
        var log = service.Services.GetRequiredService<DenialLog>();

        foreach (var i in Enumerable.Range(0, DenialLog.MostKinds + 500))
            await log.WriteAsync(new Denial { Action = "access.denied", ResourceType = "endpoint", ResourceId = $"{i}" });

        Assert.Equal(DenialLog.MostKinds + 1, await service["audit_log"].CountDocumentsAsync(new BsonDocument()));
    }

    [Fact]
    public async Task A_denial_that_could_not_be_written_is_written_later()
    {
        var validator = (await (await service.Database.ListCollectionsAsync(new ListCollectionsOptions { Filter = "{ name: 'audit_log' }" })).SingleAsync())["options"]["validator"];
        await service.Database.RunCommandAsync<BsonDocument>("{ collMod: 'audit_log', validator: { never: 1 } }");
        var refused = await With("not-a-token").ReadAsync("/v1/clients");
        await service.Database.RunCommandAsync<BsonDocument>(new BsonDocument { { "collMod", "audit_log" }, { "validator", validator } });

        await service.Services.GetRequiredService<DenialLog>().WriteCountedAsync(isLast: true);

        Assert.Equal(401, refused.Status);
        Assert.Equal(1, await service["audit_log"].CountDocumentsAsync("{ action: 'sign_in.failed', 'details.times': '1' }"));
    }

    private HttpClient With(string credential)
    {
        var client = service.As(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        return client;
    }
}
