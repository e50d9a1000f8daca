using AgentKit.Server.Access;

namespace AgentKit.Server.Tests.Clients;

public sealed class ClientListTests : IAsyncLifetime
{
    private RunningService service = null!;
    private HttpClient admin = null!;

    public async Task InitializeAsync()
    {
        service = await RunningService.StartAsync();
        admin = service.As(CallerRole.Admin);
        // At once, so that several have the same millisecond.
        await Task.WhenAll(Enumerable.Range(0, 7).Select(x => admin.PostAsync("/v1/clients", SampleClients.Named($"Client {x}", $"c{x}"))));
    }

    public Task DisposeAsync() => service.DisposeAsync().AsTask();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_hold_each_client_once_newest_first(int limit)
    {
        var (ids, times) = (new List<string>(), new List<DateTimeOffset>());
        string? cursor = null;
        do
        {
            var page = await admin.ReadAsync($"/v1/clients?limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}");
            Assert.Equal(200, page.Status);
            Assert.InRange(page.Json["items"]!.AsArray().Count, 1, limit);
            ids.AddRange(page.Json["items"]!.AsArray().Select(x => (string)x!["client_id"]!));
            times.AddRange(page.Json["items"]!.AsArray().Select(x => (DateTimeOffset)x!["created_at"]!));
            cursor = (string?)page.Json["next_cursor"];
        }
        while (cursor is not null);

        Assert.Equal(["c0", "c1", "c2", "c3", "c4", "c5", "c6"], ids.Order(StringComparer.Ordinal));
        Assert.Equal(times.OrderDescending(), times);
    }

    [Fact]
    public async Task A_client_made_meanwhile_does_not_shift_the_next_page()
    {
        var first = await admin.ReadAsync("/v1/clients?limit=4");
        await admin.PostAsync("/v1/clients", SampleClients.Named("Later", "later"));
        var second = await admin.ReadAsync($"/v1/clients?limit=4&cursor={first["next_cursor"]}");

        var ids = first.Json["items"]!.AsArray().Concat(second.Json["items"]!.AsArray()).Select(x => (string)x!["client_id"]!).ToList();
        Assert.Equal(7, ids.Distinct().Count());
        Assert.DoesNotContain("later", ids);
    }

    [Fact]
    public async Task A_list_is_filtered_by_status()
    {
        var read = await admin.ReadAsync("/v1/clients/c3");
        await admin.PostAsync("/v1/clients/c3/transitions", """{ "to": "archived" }""", ("If-Match", read.ETag));

        var archived = await admin.ReadAsync("/v1/clients?status=archived");
        var drafts = await admin.ReadAsync("/v1/clients?status=draft");

        Assert.Equal("c3", (string?)archived.Json["items"]!.AsArray().Single()!["client_id"]);
        Assert.Equal(6, drafts.Json["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_cursor_is_good_only_for_its_list_its_filter_and_its_organisation()
    {
        var cursor = (await admin.ReadAsync("/v1/clients?limit=2"))["next_cursor"];

        Assert.Equal(200, (await admin.ReadAsync($"/v1/clients?limit=5&cursor={cursor}")).Status);
        foreach (var answer in new[]
        {
            await admin.ReadAsync($"/v1/clients?status=draft&cursor={cursor}"),
            await admin.ReadAsync($"/v1/api-keys?cursor={cursor}"),
            await service.As(CallerRole.Admin, "org-b").ReadAsync($"/v1/clients?cursor={cursor}"),
            await admin.ReadAsync($"/v1/clients?cursor={cursor[..^1]}"),
            await admin.ReadAsync($"/v1/clients?cursor={(cursor[0] == 'A' ? 'B' : 'A')}{cursor[1..]}"),
        })
        {
            Assert.Equal((400, "invalid-cursor"), (answer.Status, answer.Problem));
        }
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_query_is_told_at_once()
    {
        var answer = await admin.ReadAsync("/v1/clients?status=unknown&limit=0&sort=name");

        Assert.Equal((400, "invalid-query"), (answer.Status, answer.Problem));
        Assert.Equal(["limit", "sort", "status"], answer.Pointers.Order(StringComparer.Ordinal));
    }
}
