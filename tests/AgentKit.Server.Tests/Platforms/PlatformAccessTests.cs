using AgentKit.Server.Access;
using AgentKit.Server.Clients;
using AgentKit.Server.Organizations;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;

namespace AgentKit.Server.Tests.Platforms;

public sealed class PlatformAccessTests : IAsyncLifetime
{
    private PlatformHost host = null!;

    public async Task InitializeAsync()
    {
        host = await PlatformHost.StartAsync();
        host.Played.Treat("key-of-acme", Play.Accept);
        host.Played.Treat("key-of-the-other", Play.Accept);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Another_organization_meets_nothing_of_a_connection_though_its_client_has_the_same_id()
    {
        await host.ConnectAsync("hubspot", "key-of-acme");

        Assert.Equal(404, (await host.SendAsync(HttpMethod.Get, "acme/platforms/hubspot", organization: PlatformHost.OtherOrganization)).Status);
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Post, "acme/platforms/hubspot/verify", organization: PlatformHost.OtherOrganization)).Status);
        Assert.Equal(404, (await host.SendAsync(HttpMethod.Delete, "acme/platforms/hubspot", organization: PlatformHost.OtherOrganization)).Status);
        Assert.Equal(0, (await host.SendAsync(HttpMethod.Get, "acme/platforms", organization: PlatformHost.OtherOrganization)).Body.GetProperty("items").GetArrayLength());

        await host.ConnectAsync("hubspot", "key-of-the-other", PlatformHost.OtherOrganization);
        Assert.Equal(204, (await host.SendAsync(HttpMethod.Delete, "acme/platforms/hubspot", organization: PlatformHost.OtherOrganization)).Status);
        Assert.Equal(["key-of-acme"], host.Secrets.Values.Values);
        Assert.Equal("connected", (await host.SendAsync(HttpMethod.Get, "acme/platforms/hubspot")).Text("status"));
    }

    [Fact]
    public async Task A_client_of_another_organization_is_not_found_whatever_is_asked_of_it()
    {
        foreach (var (method, path) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "/hubspot"), (HttpMethod.Put, "/hubspot"), (HttpMethod.Delete, "/hubspot"), (HttpMethod.Post, "/hubspot/verify") })
            Assert.Equal(404, (await host.SendAsync(method, $"gone/platforms{path}", method == HttpMethod.Put ? new { api_key = "key-of-acme" } : null, organization: PlatformHost.OtherOrganization)).Status);
        Assert.Empty(host.Played.Asked);
    }

    [Fact]
    public async Task A_viewer_reads_and_a_member_writes()
    {
        foreach (var (method, path) in new[] { (HttpMethod.Put, "/hubspot"), (HttpMethod.Delete, "/hubspot"), (HttpMethod.Post, "/hubspot/verify") })
        {
            Assert.Equal(403, (await host.SendAsync(method, $"acme/platforms{path}", new { api_key = "key-of-acme" }, CallerRole.Viewer)).Status);
            Assert.Equal(401, (await host.SendAsync(method, $"acme/platforms{path}", new { api_key = "key-of-acme" }, role: null)).Status);
        }

        Assert.Equal(200, (await host.SendAsync(HttpMethod.Get, "acme/platforms", role: CallerRole.Viewer)).Status);
        Assert.Empty(host.Played.Asked);
    }

    [Theory]
    [InlineData("meta")]
    [InlineData("HubSpot")]
    [InlineData("..%2f..")]
    [InlineData("$ne")]
    public async Task A_platform_that_is_not_known_is_not_found(string platform)
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
            Assert.Equal(404, (await host.SendAsync(method, $"acme/platforms/{platform}", method == HttpMethod.Put ? new { api_key = "key-of-acme" } : null)).Status);
    }

    [Fact]
    public async Task An_archived_client_gets_no_new_connection_and_may_lose_one()
    {
        await host.Documents.InsertOneAsync(new BsonDocument { ["organization_id"] = "org-a", ["client_id"] = "gone", ["platform"] = "klaviyo", ["secret_reference"] = "secret://agentkit/development/platforms/org-a/gone/klaviyo", ["created_at"] = DateTime.UtcNow });

        Assert.Equal(409, (await host.SendAsync(HttpMethod.Put, "gone/platforms/hubspot", new { api_key = "key-of-acme" })).Status);
        Assert.Equal("pending", (await host.SendAsync(HttpMethod.Get, "gone/platforms/klaviyo")).Text("status"));
        Assert.Equal(204, (await host.SendAsync(HttpMethod.Delete, "gone/platforms/klaviyo")).Status);
    }

    [Fact]
    public async Task All_connections_are_listed_without_platforms_of_before()
    {
        await host.Documents.InsertOneAsync(new BsonDocument { ["organization_id"] = "org-a", ["client_id"] = "acme", ["platform"] = "meta", ["secret_reference"] = "secret://a/b", ["created_at"] = DateTime.UtcNow });
        await host.ConnectAsync("klaviyo", "key-of-acme");
        await host.ConnectAsync("hubspot", "key-of-acme");

        var listed = await host.SendAsync(HttpMethod.Get, "acme/platforms", role: CallerRole.Viewer);

        Assert.Equal(["hubspot", "klaviyo"], listed.Body.GetProperty("items").EnumerateArray().Select(x => x.GetProperty("platform").GetString()));
    }

    [Fact]
    public async Task Onboarding_goes_on_once_a_platform_is_connected_and_not_when_it_was_refused()
    {
        await host.ConnectAsync("klaviyo", "wrong-key");
        Assert.False(await HoldsAsync("org-a"));

        await host.ConnectAsync("hubspot", "key-of-acme");
        Assert.True(await HoldsAsync("org-a"));
        Assert.False(await HoldsAsync(PlatformHost.OtherOrganization));

        host.Played.Treat("key-of-acme", Play.Unauthorized);
        await host.SendAsync(HttpMethod.Post, "acme/platforms/hubspot/verify");
        Assert.False(await HoldsAsync("org-a"));
    }

    // As the feature registers it, for an organisation's caller.
    private async Task<bool> HoldsAsync(string organization)
    {
        var database = host.Service.Services.GetRequiredService<ServiceDatabase>().Of(organization);
        var client = await new ClientReader(database).FindAsync("acme", CancellationToken.None);
        return await new Server.Platforms.ConnectedPlatformCheck(new(database, TimeProvider.System)).HoldsAsync(client!, CancellationToken.None);
    }
}
