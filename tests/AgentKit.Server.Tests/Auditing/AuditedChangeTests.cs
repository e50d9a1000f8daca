using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Settings;
using AgentKit.Server.Tests.Clients;
using Microsoft.AspNetCore.Builder;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Auditing;

/// <summary>What happens is written down, and what can't be written down doesn't happen.</summary>
[Trait("Speed", "Slow")]
public sealed class AuditedChangeTests
{
    [Fact]
    public async Task A_change_that_can_not_be_written_down_is_not_made()
    {
        await using var service = await RunningService.StartAsync();
        var admin = service.As(CallerRole.Admin);
        await admin.PostAsync("/v1/clients", SampleClients.Complete);
        var idea = await admin.PostAsync("/v1/clients/acme/campaign-ideas", """{ "title": "x" }""");
        var key = await admin.PostAsync("/v1/api-keys", """{ "name": "x", "role": "viewer" }""");
        await service.Database.RunCommandAsync<BsonDocument>("{ collMod: 'audit_log', validator: { never: 1 } }");

        Answer[] answers =
        [
            await admin.PostAsync("/v1/clients/acme/transitions", """{ "to": "profile_complete" }""", ("If-Match", "\"1\"")),
            await admin.PostAsync($"/v1/clients/acme/campaign-ideas/{idea["idea_id"]}/archive", "{}", ("If-Match", idea.ETag)),
            await admin.PostAsync("/v1/api-keys", """{ "name": "y", "role": "viewer" }"""),
            await admin.SendAsync("DELETE", $"/v1/api-keys/{key["key_id"]}"),
        ];

        Assert.All(answers, x => Assert.Equal((500, "internal-error"), (x.Status, x.Problem)));
        Assert.Equal("draft", (await admin.ReadAsync("/v1/clients/acme"))["onboarding_status"]);
        Assert.Equal("open", (await admin.ReadAsync($"/v1/clients/acme/campaign-ideas/{idea["idea_id"]}"))["status"]);
        Assert.Equal(0, await service["api_keys"].CountDocumentsAsync("{ $or: [{ name: 'y' }, { revoked_at: { $exists: true } }] }"));
    }

    [Fact]
    public async Task A_revocation_whose_caller_hangs_up_is_made_and_written_down()
    {
        var (revoking, revoked, hungUp) = (NewSignal(), new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously), NewSignal());
        await using var proxy = await DatabaseProxy.StartAsync();
        await using var service = await RunningService.StartAsync(
            new ServiceSettings { Server = RunningService.Settings },
            x => x with { Database = DatabaseConnection.Open(new DatabaseSettings { Uri = proxy.ConnectionString, Name = x.Database.Current.DatabaseNamespace.DatabaseName }, null, TimeProvider.System) },
            app => app.Use((context, next) =>
            {
                context.RequestAborted.Register(() => hungUp.TrySetResult());
                return next(context);
            }));
        var admin = service.As(CallerRole.Admin);
        var key = (await admin.PostAsync("/v1/api-keys", """{ "name": "x", "role": "viewer" }"""))["key_id"];
        proxy.Answering = (command, collection) => (command, collection) == ("findAndModify", "api_keys") && revoking.TrySetResult() ? revoked.Task : Task.FromResult(true);

        using var caller = service.As(CallerRole.Admin);
        var revocation = caller.SendAsync("DELETE", $"/v1/api-keys/{key}");
        await revoking.Task;
        caller.CancelPendingRequests();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => revocation);
        await hungUp.Task.WaitAsync(TimeSpan.FromSeconds(30));
        revoked.SetResult(true);

        await ServiceProcess.UntilAsync(async () => await service["audit_log"].CountDocumentsAsync("{ action: 'api_key.revoked' }") == 1, "the revocation is in the audit log");
        Assert.NotNull((await admin.ReadAsync($"/v1/api-keys/{key}")).Json["revoked_at"]);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
