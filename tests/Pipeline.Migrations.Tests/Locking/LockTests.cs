using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Migrations.Authoring;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Locking;

public sealed class LockTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Of_ten_runners_started_together_one_migrates_and_the_others_find_nothing_left()
    {
        await using var database = server.NewDatabase();
        var set = SampleSet.Of(SampleSet.Migration<CreateClients>(1), SampleSet.Migration<SendMail>(2), SampleSet.Migration<MoveTotals>(3));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(x => Task.Run(() => Migrator.Create(database.Database, set, new MigratorOptions { StartedBy = $"runner {x}" }).RunAsync(MigrationRequest.Up()))));

        Assert.Single(outcomes, x => !x.Plan.IsEmpty);
        Assert.Equal(1, await database["outbox"].CountDocumentsAsync(new BsonDocument()));
        Assert.Equal(1, await database["totals"].CountDocumentsAsync("{ kind: 'run' }"));
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_is_told_who_holds_it()
    {
        await using var database = server.NewDatabase();
        var gate = new Gate();
        var set = SampleSet.Of(SampleSet.Migration<WaitsAtGate>(1));
        WaitsAtGate.Gates[database.Name] = gate;
        var first = Migrator.Create(database.Database, set, new MigratorOptions { StartedBy = "ann", Host = "job-1" }).RunAsync(MigrationRequest.Up());
        await gate.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var second = Migrator.Create(database.Database, set, new MigratorOptions { LockTimeout = TimeSpan.Zero });

        var exception = await Assert.ThrowsAsync<PipelineException>(() => second.RunAsync(MigrationRequest.Up()));
        var plan = await second.PlanAsync(MigrationRequest.Up());
        gate.Open.SetResult();
        await first;

        Assert.Equal("PIPE8021", exception.Code.Id);
        Assert.Contains("ann on job-1 (process ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(plan.Findings, x => x.Message.Contains("is being migrated right now, by ann on job-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_loses_the_lock_is_cancelled_at_once_and_writes_no_more()
    {
        await using var database = server.NewDatabase();
        var gate = new Gate();
        WaitsAtGate.Gates[database.Name] = gate;
        var options = new MigratorOptions { Lease = TimeSpan.FromSeconds(3) };
        var set = SampleSet.Of(SampleSet.Migration<WaitsAtGate>(1), SampleSet.Migration<CreateClients>(2));
        var run = Migrator.Create(database.Database, set, options).RunAsync(MigrationRequest.Up());
        await gate.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

        // Somebody whose clock says that the lease is over takes it.
        await database["_migrations_lock"].UpdateOneAsync("{ _id: 'lock' }", "{ $inc: { token: 1 }, $set: { 'holder.id': 'other', leaseUntil: ISODate('2100-01-01') } }");
        var exception = await Assert.ThrowsAsync<PipelineException>(() => run);

        Assert.Equal("PIPE8022", exception.Code.Id);
        Assert.True(gate.WasCancelled);
        Assert.Equal(["running", "planned"], (await database["_migrations"].Find(new BsonDocument()).Sort("{ _id: 1 }").ToListAsync()).Select(x => x["state"].AsString));
        Assert.Equal("other", (await database["_migrations_lock"].Find(new BsonDocument()).FirstAsync())["holder"]["id"].AsString);
    }

    [Fact]
    public async Task A_run_that_does_not_know_that_it_lost_the_lock_finds_nothing_to_write_to()
    {
        await using var database = server.NewDatabase();
        var gate = new Gate { IgnoresCancellation = true };
        WaitsAtGate.Gates[database.Name] = gate;
        var set = SampleSet.Of(SampleSet.Migration<WaitsAtGate>(1), SampleSet.Migration<MoveTotals>(2));
        var zombie = Migrator.Create(database.Database, set, new MigratorOptions { StartedBy = "zombie", Lease = TimeSpan.FromMinutes(10) }).RunAsync(MigrationRequest.Up());
        await gate.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

        // By the server's clock its lease has ended.
        await database["_migrations_lock"].UpdateOneAsync("{ _id: 'lock' }", "{ $set: { leaseUntil: ISODate('2000-01-01') } }");
        var heir = Migrator.Create(database.Database, set, new MigratorOptions { StartedBy = "heir" });
        await heir.RunAsync(MigrationRequest.Repair(1, RepairDecision.Applied));
        await heir.RunAsync(MigrationRequest.Up());
        gate.Open.SetResult();
        var exception = await Assert.ThrowsAsync<PipelineException>(() => zombie);

        Assert.Equal("PIPE8022", exception.Code.Id);
        Assert.Equal(1, await database["totals"].CountDocumentsAsync("{ kind: 'run' }"));
        Assert.Equal([MigrationState.Marked, MigrationState.Applied], (await heir.ReadJournalAsync()).Entries.Select(x => x.State));
        Assert.All((await heir.ReadJournalAsync()).Entries, x => Assert.Equal("heir", x.StartedBy));
    }

    [Fact]
    public async Task The_lease_of_a_run_that_died_ends_by_the_clock_of_the_server()
    {
        await using var database = server.NewDatabase();
        await database["_migrations_lock"].InsertOneAsync(BsonDocument.Parse("{ _id: 'lock', token: NumberLong(7), takeOvers: [], holder: { id: 'dead', by: 'ann', host: 'job-1', pid: 17, since: ISODate('2026-11-23') } }"));
        await database["_migrations_lock"].UpdateOneAsync("{ _id: 'lock' }", Builders<BsonDocument>.Update.Pipeline(new EmptyPipelineDefinition<BsonDocument>().AppendStage<BsonDocument, BsonDocument, BsonDocument>("{ $set: { leaseUntil: { $add: ['$$NOW', 1200] } } }")));
        var until = await LeaseUntilAsync(database);
        var migrator = Migrator.Create(database.Database, SampleSet.Of(SampleSet.Migration<CreateClients>(1)));

        await migrator.RunAsync(MigrationRequest.Up());

        var history = await migrator.ReadHistoryAsync();
        Assert.True(history[0].At >= until);
        Assert.Equal(("take-over", "ann", 7L, "by run 8"), (history[0].Action, history[0].By, history[0].Run, history[0].Outcome));
        Assert.Equal(8, (await migrator.ReadJournalAsync()).Find(1)!.Run);
    }

    [Fact]
    public async Task The_lease_is_renewed_while_a_migration_takes_longer()
    {
        await using var database = server.NewDatabase();
        var gate = new Gate();
        WaitsAtGate.Gates[database.Name] = gate;
        var set = SampleSet.Of(SampleSet.Migration<WaitsAtGate>(1));
        var run = Migrator.Create(database.Database, set, new MigratorOptions { Lease = TimeSpan.FromSeconds(6) }).RunAsync(MigrationRequest.Up());
        await gate.Reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var first = await LeaseUntilAsync(database);

        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (await LeaseUntilAsync(database) < first.AddSeconds(1.5) && DateTime.UtcNow < deadline)
            await Task.Delay(50);
        gate.Open.SetResult();

        Assert.Single((await run).Plan.Steps);
        Assert.True(await LeaseUntilAsync(database) >= first.AddSeconds(1.5));
    }

    private static async Task<DateTime> LeaseUntilAsync(TestDatabase database) => (await database["_migrations_lock"].Find(new BsonDocument()).FirstAsync())["leaseUntil"].ToUniversalTime();

    internal sealed class Gate
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IgnoresCancellation { get; init; }

        public bool WasCancelled { get; set; }
    }

    /// <summary>Stays under way until its test lets it go.</summary>
    internal sealed class WaitsAtGate : CustomMigration
    {
        public static System.Collections.Concurrent.ConcurrentDictionary<string, Gate> Gates { get; } = new();

        public override string WhatToCheck => "nothing";

        public override async Task UpAsync(IMongoDatabase database, CancellationToken cancellationToken)
        {
            var gate = Gates[database.DatabaseNamespace.DatabaseName];
            gate.Reached.TrySetResult();
            try
            {
                await gate.Open.Task.WaitAsync(gate.IgnoresCancellation ? CancellationToken.None : cancellationToken);
            }
            catch (OperationCanceledException)
            {
                gate.WasCancelled = true;
                throw;
            }
        }

        public override Task DownAsync(IMongoDatabase database, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
