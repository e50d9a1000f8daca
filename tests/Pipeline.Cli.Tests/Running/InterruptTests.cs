using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Cli.Tests.Assemblies;

namespace Pipeline.Cli.Tests.Running;

public sealed class InterruptTests(Server server) : IClassFixture<Server>
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_ends_the_run_in_order_with_exit_code_130(string signal)
    {
        using var migrations = new CompiledMigrations(MigrationSources.Clients, MigrationSources.Waiting);
        var database = server.NewDatabase();
        var cli = new Cli(server.Uri, database.DatabaseNamespace.DatabaseName, migrations.Path);
        using var process = cli.Start("up");
        await UntilAsync(async () => await database.GetCollection<BsonDocument>("waiting").CountDocumentsAsync(new BsonDocument()) == 1);

        Cli.Signal(process, signal);
        var ended = await Cli.EndAsync(process);

        ended.AssertMistake(130, "Cancelled");
        // The lock was given back, and the journal knows.
        (await cli.RunAsync("up", "--lock-timeout", "0")).AssertMistake(1, "PIPE8014", "whether there is a collection waiting");
    }

    [Fact]
    public async Task Who_finds_the_lock_held_is_told_by_whom()
    {
        using var migrations = new CompiledMigrations(MigrationSources.Clients, MigrationSources.Waiting);
        var database = server.NewDatabase();
        var cli = new Cli(server.Uri, database.DatabaseNamespace.DatabaseName, migrations.Path);
        using var process = cli.Start("up", "--by", "the night shift");
        await UntilAsync(async () => await database.GetCollection<BsonDocument>("waiting").CountDocumentsAsync(new BsonDocument()) == 1);

        var second = await cli.RunAsync("up", "--lock-timeout", "0");
        Cli.Signal(process, "TERM");
        await Cli.EndAsync(process);

        second.AssertMistake(1, "PIPE8021", "the night shift");
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "The migration didn't begin.");
            await Task.Delay(20);
        }
    }
}
