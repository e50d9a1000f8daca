using System.Text.Json;
using MongoDB.Bson;
using Pipeline.Cli.Tests.Assemblies;

namespace Pipeline.Cli.Tests.Running;

public sealed class MigrateTests(Server server) : IClassFixture<Server>, IDisposable
{
    private readonly CompiledMigrations _migrations = new(MigrationSources.Clients, MigrationSources.Names);

    public void Dispose() => _migrations.Dispose();

    [Fact]
    public async Task A_database_goes_up_stays_as_it_is_and_goes_down_again()
    {
        var database = server.NewDatabase();
        var cli = new Cli(server.Uri, database.DatabaseNamespace.DatabaseName, _migrations.Path);

        var planned = (await cli.RunProgramAsync("plan")).AssertSuccess();
        Assert.Contains("create unique index email_1 on clients", planned.Out, StringComparison.Ordinal);
        Assert.Empty(await Server.IndexesOf(database, "clients"));

        var up = (await cli.RunProgramAsync("up")).AssertSuccess();
        Assert.Contains("2 migrations applied", up.Out, StringComparison.Ordinal);
        Assert.Contains("[1/2] 1 'clients' applied", up.Error, StringComparison.Ordinal);
        Assert.Equal(["_id_", "email_1"], await Server.IndexesOf(database, "clients"));

        Assert.Contains("Nothing to do", (await cli.RunAsync("up")).AssertSuccess().Out, StringComparison.Ordinal);
        (await cli.RunAsync("verify")).AssertSuccess();

        var down = (await cli.RunAsync("down", "--to", "0")).AssertSuccess();
        Assert.Contains("2 migrations taken back", down.Out, StringComparison.Ordinal);
        Assert.Empty(await Server.IndexesOf(database, "clients"));
    }

    [Fact]
    public async Task Verify_names_an_index_that_was_dropped_by_hand()
    {
        var database = server.NewDatabase();
        var cli = new Cli(server.Uri, database.DatabaseNamespace.DatabaseName, _migrations.Path);
        (await cli.RunAsync("up")).AssertSuccess();
        await database.GetCollection<BsonDocument>("clients").Indexes.DropOneAsync("email_1");

        var verified = await cli.RunAsync("verify");

        verified.AssertMistake(1, "PIPE8040", "missing", "clients", "email_1");
    }

    [Fact]
    public async Task History_says_what_was_done_and_by_whom()
    {
        var cli = new Cli(server.Uri, server.NewDatabase().DatabaseNamespace.DatabaseName, _migrations.Path);
        Assert.Contains("never migrated", (await cli.RunAsync("history")).AssertSuccess().Out, StringComparison.Ordinal);
        (await cli.RunAsync("up", "--to", "1", "--by", "release 41")).AssertSuccess();
        (await cli.RunAsync("down", "--to", "0")).AssertSuccess();

        var text = (await cli.RunAsync("history")).AssertSuccess().Out;
        using var json = JsonDocument.Parse((await cli.RunAsync("history", "--output", "json")).AssertSuccess().Out);

        Assert.Contains("release 41 on", text, StringComparison.Ordinal);
        Assert.Contains("rolled back", text, StringComparison.Ordinal);
        Assert.Equal(["up", "down"], json.RootElement.GetProperty("history").EnumerateArray().Select(x => x.GetProperty("action").GetString()));
        Assert.Equal(["rolled-back", "planned"], json.RootElement.GetProperty("migrations").EnumerateArray().Select(x => x.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task With_json_standard_output_is_json_and_nothing_else()
    {
        var cli = new Cli(server.Uri, server.NewDatabase().DatabaseNamespace.DatabaseName, _migrations.Path);

        using var plan = JsonDocument.Parse((await cli.RunAsync("plan", "--output", "json")).AssertSuccess().Out);
        using var up = JsonDocument.Parse((await cli.RunProgramAsync("up", "--output", "json")).AssertSuccess().Out);
        using var verified = JsonDocument.Parse((await cli.RunAsync("verify", "--output", "json")).AssertSuccess().Out);
        using var review = JsonDocument.Parse((await cli.RunAsync("review-indexes", "--output", "json")).AssertSuccess().Out);

        Assert.Equal([1, 2], plan.RootElement.GetProperty("steps").EnumerateArray().Select(x => x.GetProperty("version").GetInt64()));
        Assert.Equal([1, 2], up.RootElement.GetProperty("steps").EnumerateArray().Select(x => x.GetProperty("version").GetInt64()));
        Assert.Equal("clients", verified.RootElement.GetProperty("collections")[0].GetString());
        Assert.Contains(review.RootElement.GetProperty("indexes").EnumerateArray(), x => x.GetProperty("name").GetString() == "email_1");
    }

    [Fact]
    public async Task Redo_baseline_and_mark_do_what_they_say()
    {
        var marked = new Cli(server.Uri, server.NewDatabase().DatabaseNamespace.DatabaseName, _migrations.Path);
        var other = marked with { Database = server.NewDatabase().DatabaseNamespace.DatabaseName };

        (await marked.RunAsync("up", "--to", "1")).AssertSuccess();
        Assert.Contains("1 migration recorded as applied", (await marked.RunAsync("mark", "--to", "2")).AssertSuccess().Out, StringComparison.Ordinal);
        Assert.Contains("2 migrations recorded as applied", (await other.RunAsync("baseline", "--to", "2")).AssertSuccess().Out, StringComparison.Ordinal);
        Assert.Contains("taken back and applied again", (await marked.RunAsync("redo")).AssertSuccess().Out, StringComparison.Ordinal);
        Assert.Contains("Nothing needs repair", (await marked.RunAsync("repair")).AssertSuccess().Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_fails_on_a_declared_query_without_an_index()
    {
        using var migrations = new CompiledMigrations(MigrationSources.Clients, MigrationSources.Queries);
        var cli = new Cli(server.Uri, server.NewDatabase().DatabaseNamespace.DatabaseName, migrations.Path);
        (await cli.RunAsync("up")).AssertSuccess();

        var review = await cli.RunAsync("review-indexes");

        review.AssertMistake(1, "PIPE8041", "'by city'");
        Assert.Contains("ok: Query 'by email' uses index email_1", review.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("'by email'", review.Error, StringComparison.Ordinal);
    }
}
