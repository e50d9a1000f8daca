using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Errors;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Running.Crashing;
using Pipeline.Migrations.Tests.Samples;
using Pipeline.Migrations.Tests.Servers;

namespace Pipeline.Migrations.Tests.Killing;

/// <summary>Kills a run as <c>kill -9</c> does, at each crash point that it passes, runs again, and compares with a run that nobody killed.</summary>
public sealed class KillTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("up")]
    [InlineData("down")]
    [InlineData("redo")]
    [InlineData("baseline")]
    [InlineData("transactions")]
    [InlineData("transactions after a failure")]
    public async Task Killed_at_any_point_and_run_again_it_ends_as_if_never_killed(string name)
    {
        var scenario = KillScenario.Find(name);
        var (expected, points) = await NeverKilledAsync(scenario);

        Assert.True(points.Count >= 3, string.Join(", ", points));
        await AtEachAsync(points, async point =>
        {
            await using var database = server.NewDatabase();
            await scenario.PrepareAsync(database.Database);
            await KillHost.RunAsync(server.ConnectionString, database.Name, scenario, point + 1);
            await EndLeaseAsync(database);

            // A redo that had ended would be done once more.
            if (scenario.Request.Kind != RequestKind.Redo || points[point] != CrashPoint.Ended)
                await Create(scenario, database.Database).RunAsync(scenario.Request);

            AssertSame(expected, await JournalPicture.TakeAsync(database), $"killed after {points[point]}, {point + 1} of {points.Count}");
        });
    }

    [Fact]
    public async Task Killed_together_with_its_server_and_run_again_it_ends_as_if_never_killed()
    {
        var scenario = KillScenario.Find("up");
        var (expected, points) = await NeverKilledAsync(scenario);

        await AtEachAsync(points, async point =>
        {
            var directory = Directory.CreateTempSubdirectory("migrations-kill-");
            try
            {
                var options = new EmbeddedMongoServerOptions { DataDirectory = directory.FullName };
                await using (var before = await EmbeddedMongoServer.StartAsync(options))
                    await scenario.PrepareAsync(new MongoClient(before.ConnectionString).GetDatabase("agency"));
                await KillHost.RunAsync(directory.FullName, "agency", scenario, point + 1);

                await using var after = await EmbeddedMongoServer.StartAsync(options);
                await using var database = new TestDatabase(new MongoClient(after.ConnectionString).GetDatabase("agency"));
                await EndLeaseAsync(database);
                await Create(scenario, database.Database).RunAsync(scenario.Request);

                AssertSame(expected, await JournalPicture.TakeAsync(database), $"killed after {points[point]}, {point + 1} of {points.Count}");
            }
            finally
            {
                directory.Delete(recursive: true);
            }
        });
    }

    [Fact]
    public async Task Where_a_common_transaction_failed_that_too_is_a_crash_point()
    {
        var (_, points) = await NeverKilledAsync(KillScenario.Find("transactions after a failure"));

        Assert.Contains(CrashPoint.Unbegun, points);
        Assert.Equal(3, points.Count(x => x == CrashPoint.TransactionCommitted));
    }

    [Fact]
    public async Task A_custom_one_that_may_have_begun_is_reported_and_never_repeated()
    {
        var scenario = KillScenario.Find("custom");
        var (_, points) = await NeverKilledAsync(scenario);

        Assert.Equal([CrashPoint.LockTaken, CrashPoint.Claimed, CrashPoint.Begun, CrashPoint.CustomDone, CrashPoint.Ended], points);
        await AtEachAsync(points, async point =>
        {
            await using var database = server.NewDatabase();
            await scenario.PrepareAsync(database.Database);
            await KillHost.RunAsync(server.ConnectionString, database.Name, scenario, point + 1);
            await EndLeaseAsync(database);
            var migrator = Create(scenario, database.Database);

            if (points[point] is CrashPoint.Begun or CrashPoint.CustomDone)
                await ReportedAsync(database, migrator);
            else
                await migrator.RunAsync(scenario.Request);

            Assert.Equal(1, await database["outbox"].CountDocumentsAsync(new BsonDocument()));
        });
    }

    [Fact]
    public async Task A_run_that_died_stands_in_the_history()
    {
        var scenario = KillScenario.Find("up");
        await using var database = server.NewDatabase();
        await scenario.PrepareAsync(database.Database);
        await KillHost.RunAsync(server.ConnectionString, database.Name, scenario, 6);
        await EndLeaseAsync(database);
        var migrator = Create(scenario, database.Database);

        await migrator.RunAsync(scenario.Request);

        var history = await migrator.ReadHistoryAsync();
        Assert.Contains(history, x => x is { Action: "take-over", By: "killed", Run: 1, Outcome: "by run 2" });
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], history.Where(x => x is { Action: "up", Outcome: "applied" }).Select(x => x.Version));
    }

    private static Task AtEachAsync(IReadOnlyList<CrashPoint> points, Func<int, Task> kill) =>
        Parallel.ForAsync(0, points.Count, async (point, _) => await kill(point));

    /// <summary>What time does by itself: the dead run's lease is over.</summary>
    private static async Task EndLeaseAsync(TestDatabase database) => await database["_migrations_lock"].UpdateOneAsync("{ _id: 'lock' }", "{ $set: { leaseUntil: ISODate('2000-01-01') } }");

    private static Migrator Create(KillScenario scenario, IMongoDatabase database) => Migrator.Create(database, scenario.Migrations, KillScenario.Options);

    /// <summary>It is refused with what to check; what was found is recorded, and finishes it.</summary>
    private static async Task ReportedAsync(TestDatabase database, Migrator migrator)
    {
        var mails = await database["outbox"].CountDocumentsAsync(new BsonDocument());
        var exception = await Assert.ThrowsAsync<PipelineException>(() => migrator.RunAsync(MigrationRequest.Up()));

        Assert.Equal("PIPE8014", exception.Code.Id);
        Assert.Contains("killed on here", exception.Message, StringComparison.Ordinal);
        Assert.Contains("whether the outbox holds the mail", exception.Message, StringComparison.Ordinal);
        Assert.Equal(mails, await database["outbox"].CountDocumentsAsync(new BsonDocument()));

        await migrator.RunAsync(MigrationRequest.Repair(2, mails > 0 ? RepairDecision.Applied : RepairDecision.NotApplied));
        await migrator.RunAsync(MigrationRequest.Up());
        Assert.Equal(mails > 0 ? MigrationState.Marked : MigrationState.Applied, (await migrator.ReadJournalAsync()).Find(2)!.State);
    }

    private static void AssertSame(IReadOnlyList<string> expected, IReadOnlyList<string> actual, string when) => Assert.True(
        expected.SequenceEqual(actual),
        $"{when}:\nonly without kill:\n{string.Join('\n', expected.Except(actual))}\nonly with kill:\n{string.Join('\n', actual.Except(expected))}");

    private async Task<(IReadOnlyList<string> Picture, IReadOnlyList<CrashPoint> Points)> NeverKilledAsync(KillScenario scenario)
    {
        await using var database = server.NewDatabase();
        await scenario.PrepareAsync(database.Database);
        var (_, points) = await KillHost.RunAsync(server.ConnectionString, database.Name, scenario, 0);
        return (await JournalPicture.TakeAsync(database), points);
    }
}
