using AgentKit.Server.Access;
using AgentKit.Server.Tests.Clients;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.CampaignIdeas;

public sealed class IdeaTests : IAsyncLifetime
{
    private const string Ideas = "/v1/clients/acme/campaign-ideas";

    private RunningService service = null!;
    private HttpClient member = null!;

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync();
        member = service.As(CallerRole.Member);
        await member.PostAsync("/v1/clients", SampleClients.Complete);
    }

    public Task DisposeAsync() => service.DisposeAsync().AsTask();

    [Fact]
    public async Task An_idea_is_made_and_can_be_read()
    {
        var created = await member.PostAsync(Ideas, """{ "title": "Winter", "description": "Line\nline", "channels": ["email"], "budget": 1500.25 }""");
        var read = await member.ReadAsync(created.Headers.Location!.ToString());

        Assert.Equal((201, 200, created.Text, created.ETag), (created.Status, read.Status, read.Text, read.ETag));
        Assert.Equal((1500.25m, "open", "user-1"), ((decimal)read.Json["budget"]!, read["status"], read["created_by"]));
        Assert.Equal(BsonType.Decimal128, (await service["campaign_ideas"].Find(new BsonDocument()).SingleAsync())["budget"].BsonType);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        var answer = await member.PostAsync(Ideas, """{ "budget": 1.005, "channels": "email", "description": 5 }""");

        Assert.Equal(["/budget", "/channels", "/description", "/title"], answer.Pointers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ideas_are_listed_by_time_and_the_archived_ones_apart()
    {
        foreach (var (title, day) in new[] { ("First", 1), ("Second", 2), ("Third", 3) })
        {
            var idea = await member.PostAsync(Ideas, $$"""{ "title": "{{title}}" }""");
            await service["campaign_ideas"].UpdateOneAsync($"{{ title: '{title}' }}", new BsonDocument("$set", new BsonDocument("created_at", new DateTime(2026, 11, day, 0, 0, 0, DateTimeKind.Utc))));
            if (title == "Third")
                await member.PostAsync($"{Ideas}/{idea["idea_id"]}/archive", "{}", ("If-Match", idea.ETag));
        }

        Assert.Equal(["Second", "First"], await TitlesAsync(""));
        Assert.Equal(["Third"], await TitlesAsync("?status=archived"));
        Assert.Equal(["Second"], await TitlesAsync("?from=2026-11-02T00:00:00Z"));
        Assert.Equal(["First"], await TitlesAsync("?to=2026-11-02T01:00:00%2B01:00"));
        Assert.Equal(["First"], await TitlesAsync($"?cursor={(await member.ReadAsync(Ideas + "?limit=1"))["next_cursor"]}"));

        async Task<IEnumerable<string?>> TitlesAsync(string query) => (await member.ReadAsync(Ideas + query)).Json["items"]!.AsArray().Select(x => (string?)x!["title"]);
    }

    [Fact]
    public async Task Archiving_names_a_version_and_can_be_repeated()
    {
        var idea = await member.PostAsync(Ideas, """{ "title": "x" }""");
        Task<Answer> Archive(params (string, string)[] headers) => member.PostAsync($"{Ideas}/{idea["idea_id"]}/archive", "{}", headers);

        Assert.Equal(428, (await Archive()).Status);
        Assert.Equal(412, (await Archive(("If-Match", "\"5\""))).Status);
        var archived = await Archive(("If-Match", idea.ETag));
        Assert.Equal((200, "archived", 200), (archived.Status, archived["status"], (await Archive(("If-Match", archived.ETag))).Status));
        Assert.Equal(1, await service["audit_log"].CountDocumentsAsync("{ action: 'campaign_idea.archived' }"));
    }

    [Theory]
    [InlineData("65a1b2c3d4e5f60718293a4b")]
    [InlineData("no-id")]
    [InlineData("{$gt:1}")]
    public async Task An_idea_that_is_not_there_is_not_found(string id) =>
        Assert.Equal((404, "not-found"), ((await member.ReadAsync($"{Ideas}/{id}")).Status, (await member.ReadAsync($"{Ideas}/{id}")).Problem));

    [Fact]
    public async Task An_idea_of_another_client_is_not_found()
    {
        await member.PostAsync("/v1/clients", SampleClients.Named("Other", "other"));
        var idea = await member.PostAsync("/v1/clients/other/campaign-ideas", """{ "title": "x" }""");

        Assert.Equal(404, (await member.ReadAsync($"{Ideas}/{idea["idea_id"]}")).Status);
    }
}
