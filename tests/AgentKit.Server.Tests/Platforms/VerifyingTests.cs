using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Platforms;

public sealed class VerifyingTests : IAsyncLifetime
{
    private PlatformHost host = null!;

    public async Task InitializeAsync()
    {
        host = await PlatformHost.StartAsync();
        host.Played.Treat("key-of-acme", Play.Accept);
        Assert.Equal(201, (await host.ConnectAsync("hubspot", "key-of-acme")).Status);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_key_that_was_revoked_is_rejected_and_connected_again_once_it_is_valid()
    {
        host.Played.Treat("key-of-acme", Play.Unauthorized);
        var refused = await VerifyAsync();
        Assert.Equal((422, "/problems/platform-rejected"), (refused.Status, refused.Text("type")));
        Assert.Equal("rejected", (await host.SendAsync(HttpMethod.Get, "acme/platforms/hubspot")).Text("status"));

        host.Played.Treat("key-of-acme", Play.Accept);
        Assert.Equal((200, "connected"), ((await VerifyAsync()).Status, (await host.SendAsync(HttpMethod.Get, "acme/platforms/hubspot")).Text("status")));
    }

    [Theory]
    [InlineData(Play.Throttle, 503)]
    [InlineData(Play.Fail, 503)]
    [InlineData(Play.Silence, 503)]
    [InlineData(Play.Html, 502)]
    public async Task A_platform_that_does_not_say_changes_nothing(Play play, int status)
    {
        host.Played.Treat("key-of-acme", play);
        var before = await host.DocumentAsync("hubspot");

        Assert.Equal(status, (await VerifyAsync()).Status);
        Assert.Equal(before, await host.DocumentAsync("hubspot"));
    }

    [Fact]
    public async Task A_credential_that_is_gone_from_the_store_is_said_to_be_missing()
    {
        await host.Secrets.DeleteAsync(Pipeline.Secrets.SecretName.Parse("agentkit/development/platforms/org-a/acme/hubspot"), CancellationToken.None);

        var missing = await VerifyAsync();

        Assert.Equal((422, "/problems/credential-missing"), (missing.Status, missing.Text("type")));
        Assert.Equal("rejected", (await host.DocumentAsync("hubspot"))!["status"]);
    }

    [Fact]
    public async Task What_was_never_connected_is_not_found() =>
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Post, "acme/platforms/klaviyo/verify")).Status);

    [Fact]
    public async Task A_request_that_works_on_the_credential_has_it_to_itself_until_it_is_known_to_be_dead()
    {
        using var reached = new SemaphoreSlim(0);
        using var go = new SemaphoreSlim(0);
        host.Secrets.BeforeWrite = async (_, cancellationToken) =>
        {
            reached.Release();
            await go.WaitAsync(cancellationToken);
        };
        var first = host.ConnectAsync("hubspot", "key-of-acme");
        Assert.True(await reached.WaitAsync(TimeSpan.FromSeconds(20)));
        host.Secrets.BeforeWrite = null;

        foreach (var other in new[] { await host.ConnectAsync("hubspot", "key-of-acme"), await VerifyAsync(), await host.SendAsync(HttpMethod.Delete, "acme/platforms/hubspot") })
            Assert.Equal((409, "/problems/platform-busy", TimeSpan.FromSeconds(5)), (other.Status, other.Text("type"), other.RetryAfter));
        go.Release();
        Assert.Equal(200, (await first).Status);
        Assert.Equal(200, (await VerifyAsync()).Status);
    }

    [Theory]
    [InlineData("pending", true)]
    [InlineData("pending", false)]
    [InlineData("disconnecting", true)]
    [InlineData("disconnecting", false)]
    public async Task What_a_request_left_that_died_can_be_disconnected_or_connected_again(string status, bool hadSecret)
    {
        await host.Documents.UpdateOneAsync("{ platform: 'hubspot' }", Builders<BsonDocument>.Update.Set("status", status).Set("busy_until", DateTime.UtcNow.AddSeconds(-1)).Unset("secret_version"));
        if (!hadSecret)
            await host.Secrets.DeleteAsync(Pipeline.Secrets.SecretName.Parse("agentkit/development/platforms/org-a/acme/hubspot"), CancellationToken.None);

        Assert.Equal(status, (await host.SendAsync(HttpMethod.Get, "acme/platforms/hubspot")).Text("status"));
        if (status == "disconnecting")
            Assert.Equal("/problems/credential-missing", (await VerifyAsync()).Text("type"));
        Assert.Equal("connected", (await host.ConnectAsync("hubspot", "key-of-acme")).Text("status"));
        await host.Documents.UpdateOneAsync("{ platform: 'hubspot' }", new BsonDocument("$set", new BsonDocument("status", status)));
        Assert.Equal(204, (await host.SendAsync(HttpMethod.Delete, "acme/platforms/hubspot")).Status);
        Assert.Empty(host.Secrets.Values);
        Assert.Null(await host.DocumentAsync("hubspot"));
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Delete, "acme/platforms/hubspot")).Status);
    }

    private Task<PlatformHost.Answer> VerifyAsync() => host.SendAsync(HttpMethod.Post, "acme/platforms/hubspot/verify");
}
