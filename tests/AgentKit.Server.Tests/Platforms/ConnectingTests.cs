using AgentKit.Server.Access;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Secrets;

namespace AgentKit.Server.Tests.Platforms;

[Trait("Speed", "Slow")]
public sealed class ConnectingTests : IAsyncLifetime
{
    private PlatformHost host = null!;

    public async Task InitializeAsync() => host = await PlatformHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Theory]
    [InlineData("triplewhale", null)]
    [InlineData("hubspot", "12345678")]
    [InlineData("klaviyo", "AbC123")]
    public async Task A_key_that_the_platform_accepts_is_stored_and_only_its_reference_is_in_the_database(string platform, string? account)
    {
        host.Played.Treat("key-of-acme", Play.Accept);

        var connected = await host.ConnectAsync(platform, "key-of-acme");

        Assert.Equal((201, "connected", account), (connected.Status, connected.Text("status"), connected.Text("account_id")));
        Assert.Equal(platform, connected.Text("platform"));
        Assert.Equal("key-of-acme", host.Secrets.Values[$"agentkit/development/platforms/org-a/acme/{platform}"]);
        var document = (await host.DocumentAsync(platform))!;
        Assert.Equal(($"secret://agentkit/development/platforms/org-a/acme/{platform}", "1", "connected"), (document["secret_reference"].AsString, document["secret_version"].AsString, document["status"].AsString));
        Assert.DoesNotContain("key-of-acme", document.ToJson());
        Assert.DoesNotContain("key-of-acme", connected.Body.GetRawText());
        Assert.DoesNotContain("secret://", connected.Body.GetRawText());
        Assert.Equal(connected.Body.GetRawText(), (await host.SendAsync(HttpMethod.Get, $"acme/platforms/{platform}", role: CallerRole.Viewer)).Body.GetRawText());
        Assert.Single(host.Played.Asked);
    }

    [Theory]
    [InlineData(Play.Unauthorized, 422, "/problems/platform-rejected")]
    [InlineData(Play.Forbidden, 422, "/problems/platform-rejected")]
    [InlineData(Play.Throttle, 503, "/problems/platform-throttled")]
    [InlineData(Play.Fail, 503, "/problems/platform-unavailable")]
    [InlineData(Play.Silence, 503, "/problems/platform-unavailable")]
    [InlineData(Play.SlowContent, 503, "/problems/platform-unavailable")]
    [InlineData(Play.Html, 502, "/problems/platform-unexpected")]
    [InlineData(Play.NoAccount, 502, "/problems/platform-unexpected")]
    [InlineData(Play.Array, 502, "/problems/platform-unexpected")]
    [InlineData(Play.Endless, 502, "/problems/platform-unexpected")]
    [InlineData(Play.Redirect, 502, "/problems/platform-unexpected")]
    [InlineData(Play.NotFound, 502, "/problems/platform-unexpected")]
    public async Task A_key_that_it_does_not_accept_is_not_stored(Play play, int status, string type)
    {
        host.Played.Treat("key-of-acme", play);

        var refused = await host.ConnectAsync("hubspot", "key-of-acme");

        Assert.Equal((status, type), (refused.Status, refused.Text("type")));
        Assert.Equal(status == 503, refused.RetryAfter is not null);
        Assert.Empty(host.Secrets.Values);
        Assert.Equal(status == 422 ? "rejected" : null, (await host.SendAsync(HttpMethod.Get, "acme/platforms/hubspot")).Text("status"));
        Assert.DoesNotContain("key-of-acme", refused.Body.GetRawText());
    }

    [Fact]
    public async Task What_the_platform_says_of_waiting_is_passed_on_without_waiting()
    {
        host.Played.Treat("key-of-acme", Play.Throttle);
        host.Played.Treat("key-of-acme-2", Play.ThrottleUntilDate);

        Assert.Equal(TimeSpan.FromSeconds(37), (await host.ConnectAsync("klaviyo", "key-of-acme")).RetryAfter);
        Assert.InRange((await host.ConnectAsync("klaviyo", "key-of-acme-2")).RetryAfter!.Value.TotalSeconds, 60, 91);
        Assert.Equal(["key-of-acme", "key-of-acme-2"], host.Played.Asked);
    }

    [Theory]
    [InlineData(Play.FailOnce)]
    [InlineData(Play.ThrottleBriefly)]
    public async Task A_platform_that_stumbles_is_asked_again(Play play)
    {
        host.Played.Treat("key-of-acme", play);

        Assert.Equal(201, (await host.ConnectAsync("triplewhale", "key-of-acme")).Status);
        Assert.Equal(2, host.Played.Asked.Count);
    }

    [Fact]
    public async Task A_new_key_replaces_the_old_one_only_when_the_platform_accepts_it()
    {
        host.Played.Treat("key-of-acme", Play.Accept);
        host.Played.Treat("next-key-of-acme", Play.Accept);
        await host.ConnectAsync("hubspot", "key-of-acme");

        Assert.Equal(422, (await host.ConnectAsync("hubspot", "wrong-key-of-acme")).Status);
        Assert.Equal("connected", (await host.SendAsync(HttpMethod.Get, "acme/platforms/hubspot")).Text("status"));
        Assert.Equal(["key-of-acme"], host.Secrets.Values.Values);

        Assert.Equal(200, (await host.ConnectAsync("hubspot", "next-key-of-acme")).Status);
        Assert.Equal(["next-key-of-acme"], host.Secrets.Values.Values);
        Assert.Equal("2", (await host.DocumentAsync("hubspot"))!["secret_version"]);
    }

    [Fact]
    public async Task A_connection_that_was_refused_can_be_made_with_a_better_key()
    {
        host.Played.Treat("key-of-acme", Play.Accept);

        Assert.Equal(422, (await host.ConnectAsync("klaviyo", "wrong-key")).Status);
        Assert.Equal(422, (await host.ConnectAsync("klaviyo", "another-wrong-key")).Status);
        Assert.Equal("credential-missing", (await host.SendAsync(HttpMethod.Post, "acme/platforms/klaviyo/verify")).Text("type")!.Split('/')[^1]);
        Assert.Equal("connected", (await host.ConnectAsync("klaviyo", "key-of-acme")).Text("status"));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"api_key":"short"}""")]
    [InlineData("""{"api_key":"with a space in it"}""")]
    [InlineData("""{"api_key":"line\r\nX-Injected: 1"}""")]
    [InlineData("""{"api_key":{"$ne":null}}""")]
    [InlineData("""{"api_key":"key-of-acmé"}""")]
    [InlineData("""{"api_key":"key-of-acme","url":"http://elsewhere.example.com"}""")]
    public async Task A_body_that_can_not_be_meant_is_refused_before_anybody_is_asked(string body)
    {
        var refused = await host.SendAsync(HttpMethod.Put, "acme/platforms/hubspot", System.Text.Json.JsonDocument.Parse(body).RootElement);

        Assert.Equal((422, "/problems/validation-failed"), (refused.Status, refused.Text("type")));
        Assert.Empty(host.Played.Asked);
        Assert.Null(await host.DocumentAsync("hubspot"));
    }

    [Fact]
    public async Task A_long_key_is_refused() =>
        Assert.Equal(422, (await host.ConnectAsync("hubspot", new string('k', 1025))).Status);

    [Fact]
    public async Task A_secret_store_that_is_away_leaves_a_connection_that_can_be_made_again()
    {
        host.Played.Treat("key-of-acme", Play.Accept);
        host.Secrets.Failure = new SecretStoreException(SecretErrors.Conflict, "sealed") { IsTransient = true };

        var failed = await host.ConnectAsync("hubspot", "key-of-acme");
        Assert.Equal((503, "pending"), (failed.Status, (await host.SendAsync(HttpMethod.Get, "acme/platforms/hubspot")).Text("status")));
        Assert.Equal(503, (await host.SendAsync(HttpMethod.Delete, "acme/platforms/hubspot")).Status);
        Assert.Equal("disconnecting", (await host.DocumentAsync("hubspot"))!["status"]);

        host.Secrets.Failure = null;
        Assert.Equal("connected", (await host.ConnectAsync("hubspot", "key-of-acme")).Text("status"));
    }

    [Fact]
    public async Task A_secret_store_that_can_only_be_read_is_said_to_be_so()
    {
        host.Played.Treat("key-of-acme", Play.Accept);
        host.Secrets.Failure = new SecretReadOnlyException("memory");

        var failed = await host.ConnectAsync("hubspot", "key-of-acme");

        Assert.Equal((501, "/problems/secrets-read-only"), (failed.Status, failed.Text("type")));
    }

    [Fact]
    public async Task Connecting_is_audited_and_counted_without_ids()
    {
        host.Played.Treat("key-of-acme", Play.Accept);
        await host.ConnectAsync("hubspot", "key-of-acme");
        await host.ConnectAsync("hubspot", "wrong-key");
        await host.SendAsync(HttpMethod.Delete, "acme/platforms/hubspot");

        var audit = await host.Service.Database.GetCollection<BsonDocument>("audit_log").Find(new BsonDocument("resource_type", "platform")).Sort("{ _id: 1 }").ToListAsync();
        Assert.Equal(["platform.connected", "platform.rejected", "platform.disconnected"], audit.Select(x => x["action"].AsString));
        Assert.All(audit, x => Assert.Equal(("hubspot", "acme", "user-1"), (x["resource_id"].AsString, x["client_id"].AsString, x["subject"].AsString)));
        Assert.DoesNotContain(audit, x => x.ToJson().Contains("key", StringComparison.Ordinal));
        var (_, metrics) = await host.Service.GetAsync("/metrics");
        Assert.Contains("agentkit_platform_checks_total{platform=\"hubspot\",outcome=\"accepted\"} 1", metrics);
        Assert.Contains("agentkit_platform_checks_total{platform=\"hubspot\",outcome=\"rejected\"} 1", metrics);
        Assert.Contains("agentkit_platform_check_duration_seconds_count{platform=\"hubspot\"} 2", metrics);
        Assert.DoesNotContain("acme", metrics);
        Assert.DoesNotContain("org-a", metrics);
    }
}
