using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Events;
using Pipeline.Errors;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Running;
using Pipeline.Migrations.Running.Steps;
using Pipeline.Migrations.Sources;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Running;

public sealed class TransactionGroupTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly MigrationSet s_totals = SampleSet.Of([.. Enumerable.Range(1, 5).Select(x => SampleSet.Migration<MoveTotals>(x))]);

    [Fact]
    public void Neighbours_that_are_transactions_and_were_never_begun_run_together()
    {
        var set = SampleSet.Of(SampleSet.Migration<MoveTotals>(1), SampleSet.Migration<MoveTotals>(2), SampleSet.Migration<CountUp>(3), SampleSet.Migration<MoveTotals>(4));
        var fresh = StepSelection.Of(set, MigrationJournal.Empty, MigrationRequest.Up()).Steps;
        var begun = StepSelection.Of(set, MigrationJournal.Of([SampleJournal.Entry(set.All[1], MigrationState.Running)]), MigrationRequest.Up()).Steps;

        Assert.Equal([2, 1, 1, 1], Enumerable.Range(0, 4).Select(x => TransactionGroup.Length(fresh, x)));
        Assert.Equal(1, TransactionGroup.Length(begun, 0));
    }

    [Fact]
    public async Task Together_they_leave_what_they_leave_one_by_one()
    {
        await using var together = server.NewDatabase();
        await using var single = server.NewDatabase();

        await Migrator.Create(together.Database, s_totals).RunAsync(MigrationRequest.Up());
        foreach (var version in Enumerable.Range(1, 5))
            await Migrator.Create(single.Database, s_totals).RunAsync(MigrationRequest.Up(version));

        Assert.Equal(await JournalPicture.TakeAsync(single), await JournalPicture.TakeAsync(together));
        Assert.Equal(5, (await together["totals"].Find("{ _id: 'all' }").SingleAsync())["runs"]);
    }

    [Fact]
    public async Task They_commit_once()
    {
        await using var database = server.NewDatabase();

        // The other one is that of the claim.
        Assert.Equal(2, await CommitsAsync(database, new MigratorOptions()));
    }

    [Fact]
    public async Task A_transaction_that_has_taken_long_takes_no_further_one_in()
    {
        await using var database = server.NewDatabase();

        Assert.Equal(1 + 5, await CommitsAsync(database, new MigratorOptions { Time = new SlowTime() }));
        Assert.Equal(5, (await Migrator.Create(database.Database, s_totals).ReadStateAsync()).Version);
    }

    [Fact]
    public async Task Where_one_fails_those_before_it_are_applied_and_those_after_it_were_never_begun()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<MoveTotals>(1), SampleSet.Migration<ThrowsInTransaction>(2), SampleSet.Migration<MoveTotals>(3)));

        var exception = await Assert.ThrowsAsync<PipelineException>(() => migrator.RunAsync(MigrationRequest.Up()));

        Assert.Equal("PIPE8023", exception.Code.Id);
        Assert.Contains("2 'ThrowsInTransaction 2'", exception.Message, StringComparison.Ordinal);
        var journal = await migrator.ReadJournalAsync();
        Assert.Equal([(1L, MigrationState.Applied), (2L, MigrationState.Failed)], journal.Entries.Select(x => (x.Version, x.State)));
        Assert.Equal(["run"], (await database["totals"].Find("{ kind: { $exists: true } }").ToListAsync()).Select(x => x["kind"].AsString));
        Assert.Equal(1, (await database["totals"].Find("{ _id: 'all' }").SingleAsync())["runs"]);
    }

    [Fact]
    public async Task Cancelled_the_one_that_ran_is_marked_and_of_the_others_nothing_is_known()
    {
        await using var database = server.NewDatabase();
        var migrator = Migrator.Create(database.Database, s_totals);
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => migrator.RunAsync(MigrationRequest.Up(), new CancelAt(3, cancellation), cancellation.Token));

        var entry = Assert.Single((await migrator.ReadJournalAsync()).Entries);
        Assert.Equal((3, MigrationState.Failed, "The run was cancelled."), (entry.Version, entry.State, entry.Error));
        Assert.Equal(0, await database["totals"].CountDocumentsAsync(new BsonDocument()));
    }

    private async Task<int> CommitsAsync(TestDatabase database, MigratorOptions options)
    {
        var commits = 0;
        var settings = MongoClientSettings.FromConnectionString(server.ConnectionString);
        settings.ClusterConfigurator = x => x.Subscribe<CommandStartedEvent>(y => commits += y.CommandName == "commitTransaction" ? 1 : 0);
        using var client = new MongoClient(settings);
        await Migrator.Create(client.GetDatabase(database.Name), s_totals, options).RunAsync(MigrationRequest.Up());
        return commits;
    }

    private sealed class CancelAt(long version, CancellationTokenSource cancellation) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value)
        {
            if (value is { Kind: ProgressKind.StepStarted } && value.Step!.Version == version)
                cancellation.Cancel();
        }
    }

    /// <summary>Whatever is timed takes a second at least.</summary>
    private sealed class SlowTime : TimeProvider
    {
        private long _timestamp;

        public override long GetTimestamp() => Interlocked.Add(ref _timestamp, TimestampFrequency);
    }
}
