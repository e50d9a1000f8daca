using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MongoDB.Bson;
using MongoDB.Driver;
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
    public async Task Killed_at_any_point_and_run_again_it_ends_as_if_never_killed(string name)
    {
        var scenario = KillScenario.Find(name);
        var (expected, points) = await NeverKilledAsync(scenario);

        Assert.True(points.Count >= 3, string.Join(", ", points));
        for (var point = 1; point <= points.Count; point++)
        {
            await using var database = server.NewDatabase();
            await scenario.PrepareAsync(database.Database);
            var (exitCode, _) = await RunHostAsync(database, scenario, point);
            Assert.Equal(137, exitCode);

            // A redo that had ended would be done once more.
            if (scenario.Request.Kind != RequestKind.Redo || points[point - 1] != CrashPoint.Ended)
                await Migrator.Create(database.Database, scenario.Migrations, KillScenario.Options).RunAsync(scenario.Request);

            var actual = await JournalPicture.TakeAsync(database);
            Assert.True(expected.SequenceEqual(actual), $"killed after {points[point - 1]} ({point} of {points.Count}):\nonly without kill:\n{string.Join('\n', expected.Except(actual))}\nonly with kill:\n{string.Join('\n', actual.Except(expected))}");
        }
    }

    [Fact]
    public async Task A_custom_one_that_may_have_begun_is_reported_and_never_repeated()
    {
        var scenario = KillScenario.Find("custom");
        var (_, points) = await NeverKilledAsync(scenario);

        Assert.Equal([CrashPoint.LockTaken, CrashPoint.Claimed, CrashPoint.Begun, CrashPoint.CustomDone, CrashPoint.Ended], points);
        for (var point = 1; point <= points.Count; point++)
        {
            await using var database = server.NewDatabase();
            await scenario.PrepareAsync(database.Database);
            await RunHostAsync(database, scenario, point);
            var mails = await database["outbox"].CountDocumentsAsync(new BsonDocument());
            var again = Migrator.Create(database.Database, scenario.Migrations, KillScenario.Options).RunAsync(scenario.Request);

            if (points[point - 1] is CrashPoint.Begun or CrashPoint.CustomDone)
            {
                var exception = await Assert.ThrowsAsync<PipelineException>(() => again);
                Assert.Equal("PIPE8014", exception.Code.Id);
                Assert.Contains("killed on here", exception.Message, StringComparison.Ordinal);
                Assert.Contains("whether the outbox holds the mail", exception.Message, StringComparison.Ordinal);
                Assert.Equal(mails, await database["outbox"].CountDocumentsAsync(new BsonDocument()));
                await RepairAsync(database, scenario, mails > 0 ? RepairDecision.Applied : RepairDecision.NotApplied);
            }
            else
            {
                await again;
            }

            Assert.Equal(1, await database["outbox"].CountDocumentsAsync(new BsonDocument()));
        }
    }

    [Fact]
    public async Task A_run_that_died_stands_in_the_history()
    {
        var scenario = KillScenario.Find("up");
        await using var database = server.NewDatabase();
        await scenario.PrepareAsync(database.Database);
        await RunHostAsync(database, scenario, 6);
        var migrator = Migrator.Create(database.Database, scenario.Migrations, KillScenario.Options);

        await migrator.RunAsync(scenario.Request);

        var history = await migrator.ReadHistoryAsync();
        Assert.Contains(history, x => x is { Action: "take-over", By: "killed", Run: 1, Outcome: "by run 2" });
        Assert.Equal([1, 2, 3, 4, 5], history.Where(x => x is { Action: "up", Outcome: "applied" }).Select(x => x.Version));
    }

    /// <summary>Records what was found, and finishes what isn't applied.</summary>
    private static async Task RepairAsync(TestDatabase database, KillScenario scenario, RepairDecision decision)
    {
        var migrator = Migrator.Create(database.Database, scenario.Migrations, KillScenario.Options);
        await migrator.RunAsync(MigrationRequest.Repair(2, decision));
        await migrator.RunAsync(MigrationRequest.Up());
        Assert.Equal(decision == RepairDecision.Applied ? MigrationState.Marked : MigrationState.Applied, (await migrator.ReadJournalAsync()).Find(2)!.State);
    }

    private async Task<(IReadOnlyList<string> Picture, IReadOnlyList<CrashPoint> Points)> NeverKilledAsync(KillScenario scenario)
    {
        await using var database = server.NewDatabase();
        await scenario.PrepareAsync(database.Database);
        var (exitCode, points) = await RunHostAsync(database, scenario, 0);
        Assert.Equal(0, exitCode);
        return (await JournalPicture.TakeAsync(database), points);
    }

    private async Task<(int ExitCode, IReadOnlyList<CrashPoint> Points)> RunHostAsync(TestDatabase database, KillScenario scenario, int killAfter)
    {
        var host = typeof(KillTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(x => x.Key == "KillHost").Value!;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "exec", host, server.ConnectionString, database.Name, scenario.Name, killAfter.ToString(CultureInfo.InvariantCulture) })
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(killAfter > 0 || process.ExitCode == 0, errors);
        return (process.ExitCode, [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Enum.Parse<CrashPoint>)]);
    }
}
