using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Running;
using Pipeline.Migrations.Sources;
using Pipeline.Migrations.Testing;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Running;

public sealed class RunTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly MigrationSet s_set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2), SampleSet.Migration<CountUp>(3), SampleSet.Migration<MoveTotals>(4));

    [Fact]
    public async Task What_is_pending_is_applied_and_the_journal_tells_it()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, s_set, new MigratorOptions { StartedBy = "$ann", Host = "job-1" });

        var outcome = await migrator.RunAsync(MigrationRequest.Up());

        Assert.Equal("up 1, up 2, up 3, up 4", outcome.Plan.Route());
        var journal = await migrator.ReadJournalAsync();
        Assert.Equal([1, 2, 3, 4], journal.Entries.Where(x => x.State == MigrationState.Applied).Select(x => x.Version));
        var entry = journal.Find(2)!;
        Assert.Equal(("IndexSize 2", "$ann", "job-1", Environment.ProcessId), (entry.Name, entry.StartedBy, entry.Host, entry.ProcessId));
        Assert.Equal(s_set.All[1].Checksum, entry.Checksum);
        Assert.True(entry.StartedAt <= entry.FinishedAt);
        Assert.NotNull(entry.Duration);
        var history = Assert.Single(entry.History);
        Assert.Equal(("up", "applied", "$ann"), (history.Action, history.Outcome, history.By));
        Assert.Equal(0, await database["_migrations"].CountDocumentsAsync("{ fence: { $exists: true } }"));
    }

    [Fact]
    public async Task A_second_time_there_is_nothing_to_do_and_nothing_is_written()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, s_set);
        await migrator.RunAsync(MigrationRequest.Up());
        var before = await DocumentsAsync(database, "_migrations_lock");

        var outcome = await migrator.RunAsync(MigrationRequest.Up());

        Assert.True(outcome.Plan.IsEmpty);
        Assert.Equal(before, await DocumentsAsync(database, "_migrations_lock"));
    }

    [Fact]
    public async Task Up_and_down_leave_what_was_before()
    {
        await using var database = server.NewDatabase();
        await database["clients"].InsertManyAsync(Enumerable.Range(0, 25).Select(x => new BsonDocument { { "_id", x }, { "name", $"c{x}" }, { "size", x }, { "count", 0 } }));
        var set = SampleSet.Of(SampleSet.Migration<IndexSize>(2), SampleSet.Migration<CountUp>(3));
        var migrator = Migrator.Create(database.Database, set);
        var before = await SchemaSnapshot.ReadAsync(database.Database, withDocuments: true);

        await migrator.RunAsync(MigrationRequest.Up());
        Assert.Equal(Enumerable.Range(0, 25).Select(x => x >= 10 ? 101 : 1), (await DocumentsAsync(database, "clients")).Select(x => x["count"].ToInt32()));
        await migrator.RunAsync(MigrationRequest.Down(0));

        Assert.Empty(before.DifferencesTo(await SchemaSnapshot.ReadAsync(database.Database, withDocuments: true)));
        Assert.All((await migrator.ReadJournalAsync()).Entries, x => Assert.Equal(MigrationState.RolledBack, x.State));
    }

    [Fact]
    public async Task A_migration_that_fails_stops_the_run_and_leaves_the_rest_alone()
    {
        await using var database = server.NewDatabase();
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<Throws>(2), SampleSet.Migration<IndexSize>(3));
        var migrator = Migrator.Create(database.Database, set);

        var exception = await Assert.ThrowsAsync<PipelineException>(() => migrator.RunAsync(MigrationRequest.Up()));

        Assert.Equal("PIPE8023", exception.Code.Id);
        Assert.StartsWith("Throws2.cs (2 'Throws 2') failed applying: ", exception.Message, StringComparison.Ordinal);
        var journal = await migrator.ReadJournalAsync();
        Assert.Equal((MigrationState.Applied, MigrationState.Failed), (journal.Find(1)!.State, journal.Find(2)!.State));
        Assert.Null(journal.Find(3));
        Assert.NotEmpty(journal.Find(2)!.Error!);
        Assert.Equal("failed", Assert.Single(journal.Find(2)!.History).Outcome);
    }

    [Fact]
    public async Task A_failed_one_is_corrected_and_run_again()
    {
        await using var database = server.NewDatabase();
        await Assert.ThrowsAsync<PipelineException>(() => Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<Throws>(2))).RunAsync(MigrationRequest.Up()));
        var corrected = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<IndexSize>(2)));

        await corrected.RunAsync(MigrationRequest.Up());

        var entry = (await corrected.ReadJournalAsync()).Find(2)!;
        Assert.Equal((MigrationState.Applied, null, "IndexSize 2"), (entry.State, entry.Error, entry.Name));
        Assert.Equal(["failed", "applied"], entry.History.Select(x => x.Outcome));
    }

    [Fact]
    public async Task Of_a_transaction_that_fails_nothing_is_there()
    {
        await using var database = server.NewDatabase();
        await database.Database.CreateCollectionAsync("totals", new CreateCollectionOptions<BsonDocument> { Validator = "{ kind: { $ne: 'run' } }" });
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<MoveTotals>(1)));

        await Assert.ThrowsAsync<PipelineException>(() => migrator.RunAsync(MigrationRequest.Up()));

        Assert.Empty(await DocumentsAsync(database, "totals"));
        Assert.Equal(MigrationState.Failed, (await migrator.ReadJournalAsync()).Find(1)!.State);
    }

    [Fact]
    public async Task What_is_refused_changes_nothing()
    {
        await using var database = server.NewDatabase();
        await Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<ForgetNames>(2))).RunAsync(MigrationRequest.Up());
        var before = await EverythingAsync(database);
        var edited = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1, source: "class Edited;"), SampleSet.Migration<ForgetNames>(2), SampleSet.Migration<IndexSize>(3)));
        var sound = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<ForgetNames>(2)));

        var checksum = await Assert.ThrowsAsync<PipelineException>(() => edited.RunAsync(MigrationRequest.Up()));
        var irreversible = await Assert.ThrowsAsync<PipelineException>(() => sound.RunAsync(MigrationRequest.Down(1)));

        Assert.Equal(("PIPE8011", "PIPE8013"), (checksum.Code.Id, irreversible.Code.Id));
        Assert.EndsWith("Nothing was changed.", checksum.Message, StringComparison.Ordinal);
        Assert.Equal(before, await EverythingAsync(database));
    }

    [Fact]
    public async Task A_plan_that_the_state_has_left_behind_is_refused()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, s_set);
        var plan = MigrationPlan.FromJson((await migrator.PlanAsync(MigrationRequest.Up())).ToJson());
        await migrator.RunAsync(MigrationRequest.Up(1));

        var exception = await Assert.ThrowsAsync<PipelineException>(() => migrator.RunAsync(plan));

        Assert.Equal("PIPE8020", exception.Code.Id);
        Assert.Equal(1, (await migrator.ReadStateAsync()).Version);
        await migrator.RunAsync(await migrator.PlanAsync(MigrationRequest.Up()));
        Assert.Equal(4, (await migrator.ReadStateAsync()).Version);
    }

    [Fact]
    public async Task Planning_writes_nothing()
    {
        await using var database = server.NewDatabase();

        await Migrator.Create(database.Database, s_set).PlanAsync(MigrationRequest.Up());

        Assert.Empty(await EverythingAsync(database));
    }

    [Fact]
    public async Task Progress_tells_of_steps_operations_and_batches()
    {
        await using var database = server.NewDatabase();
        await database["clients"].InsertManyAsync(Enumerable.Range(0, 25).Select(x => new BsonDocument { { "_id", x }, { "name", "c" }, { "email", $"{x}@x" }, { "size", 1 } }));
        var told = new List<MigrationProgress>();

        await Migrator.Create(database.Database, s_set).RunAsync(MigrationRequest.Up(3), new Listener(told));

        Assert.Equal([1, 2, 3], told.Where(x => x.Kind == ProgressKind.StepDone).Select(x => x.Step!.Version));
        Assert.Equal([10, 20, 25], told.Where(x => x.Kind == ProgressKind.StepAdvanced && x.Step!.Version == 3).Select(x => x.Documents));
        Assert.Contains(told, x => x.Message == "create collection clients");
    }

    [Fact]
    public async Task A_cancelled_run_is_marked_and_goes_on_later()
    {
        await using var database = server.NewDatabase();
        await database["clients"].InsertManyAsync(Enumerable.Range(0, 35).Select(x => new BsonDocument { { "_id", x }, { "size", 1 } }));
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CountUp>(1)));
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => migrator.RunAsync(MigrationRequest.Up(), new Canceller(cancellation), cancellation.Token));

        var entry = (await migrator.ReadJournalAsync()).Find(1)!;
        Assert.Equal((MigrationState.Failed, "The run was cancelled."), (entry.State, entry.Error));
        Assert.Equal(10, entry.Checkpoint!.Documents);
        await migrator.RunAsync(MigrationRequest.Up());
        Assert.All(await DocumentsAsync(database, "clients"), x => Assert.Equal(1, x["count"].ToInt32()));
    }

    private static async Task<List<BsonDocument>> DocumentsAsync(TestDatabase database, string collection) => await database[collection].Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync();

    private static async Task<List<BsonDocument>> EverythingAsync(TestDatabase database)
    {
        var documents = new List<BsonDocument>();
        foreach (var collection in await (await database.Database.ListCollectionNamesAsync()).ToListAsync())
            documents.AddRange([new BsonDocument("collection", collection), .. await DocumentsAsync(database, collection)]);
        return documents;
    }

    private sealed class Listener(List<MigrationProgress> told) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => told.Add(value);
    }

    private sealed class Canceller(CancellationTokenSource cancellation) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value)
        {
            if (value is { Kind: ProgressKind.StepAdvanced, Documents: 10 })
                cancellation.Cancel();
        }
    }
}
