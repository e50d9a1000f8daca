using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Running;

public sealed class RecordTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_baseline_records_without_running_and_what_follows_runs()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<SendMail>(2), SampleSet.Migration<IndexSize>(3)));

        await migrator.RunAsync(MigrationRequest.Baseline(2));
        Assert.DoesNotContain("clients", await (await database.Database.ListCollectionNamesAsync()).ToListAsync());
        await migrator.RunAsync(MigrationRequest.Up());

        var journal = await migrator.ReadJournalAsync();
        Assert.Equal([MigrationState.Baselined, MigrationState.Baselined, MigrationState.Applied], journal.Entries.Select(x => x.State));
        Assert.Equal(["baseline", "baseline", "up"], (await migrator.ReadHistoryAsync()).Select(x => x.Action));
    }

    [Fact]
    public async Task One_is_marked_and_the_mark_taken_back_by_repair()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<SendMail>(1)));

        await migrator.RunAsync(MigrationRequest.Mark(1));
        Assert.Equal(MigrationState.Marked, (await migrator.ReadJournalAsync()).Find(1)!.State);
        await migrator.RunAsync(MigrationRequest.Repair(1, RepairDecision.NotApplied));

        Assert.False((await migrator.ReadJournalAsync()).IsApplied(1));
        Assert.Equal(["mark marked", "repair not-applied"], (await migrator.ReadHistoryAsync()).Select(x => $"{x.Action} {x.Outcome}"));
    }

    [Fact]
    public async Task An_accepted_checksum_lets_the_next_run_through()
    {
        await using var database = server.NewDatabase();
        await Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1))).RunAsync(MigrationRequest.Up());
        var edited = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1, source: "class Edited;"), SampleSet.Migration<IndexSize>(2)));

        await edited.RunAsync(MigrationRequest.Repair(1, RepairDecision.AcceptChecksum));
        await edited.RunAsync(MigrationRequest.Up());

        Assert.Equal(2, (await edited.ReadStateAsync()).Version);
    }

    [Fact]
    public async Task A_migration_gone_from_the_code_is_forgotten()
    {
        await using var database = server.NewDatabase();
        await Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2))).RunAsync(MigrationRequest.Up());
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1)));

        await migrator.RunAsync(MigrationRequest.Repair(2, RepairDecision.Forget));

        Assert.Null((await migrator.ReadJournalAsync()).Find(2));
        Assert.True((await migrator.PlanAsync(MigrationRequest.Up())).IsEmpty);
    }

    [Fact]
    public async Task Redo_takes_the_newest_back_and_applies_it_again()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<MoveTotals>(2)));
        await migrator.RunAsync(MigrationRequest.Up());

        await migrator.RunAsync(MigrationRequest.Redo());

        Assert.Equal(["up applied", "up applied", "down rolled-back", "up applied"], (await migrator.ReadHistoryAsync()).Select(x => $"{x.Action} {x.Outcome}"));
        Assert.Equal(1, await database["totals"].CountDocumentsAsync("{ kind: 'run' }"));
        Assert.Equal(0, await database["_migrations"].CountDocumentsAsync("{ $or: [{ redo: true }, { fence: { $exists: true } }] }"));
    }

    [Fact]
    public async Task Out_of_order_where_allowed_is_taken_back_in_the_order_it_was_applied()
    {
        await using var database = server.NewDatabase();
        await Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<MoveTotals>(3))).RunAsync(MigrationRequest.Up());
        var merged = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2), SampleSet.Migration<MoveTotals>(3)));

        await merged.RunAsync(MigrationRequest.Up() with { AllowOutOfOrder = true });

        Assert.Equal("down 2, down 3", (await merged.PlanAsync(MigrationRequest.Down(1))).Route());
    }
}
