using MongoDB.Driver;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Testing;

/// <summary>
/// Takes a database through all migrations, each up, down and up again, as a run would do it: with journal and lock. After the way down it
/// must have the collections, indexes and validators of before; after the second way up those of the first. For tests, on a database of
/// their own.
/// </summary>
public static class MigrationSuite
{
    /// <summary>Runs the suite.</summary>
    /// <param name="database">An empty database that belongs to the test.</param>
    /// <param name="migrations">The migrations.</param>
    /// <param name="options">Sample data, and what to compare.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<MigrationSuiteReport> RunAsync(IMongoDatabase database, MigrationSet migrations, MigrationSuiteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var suite = options ?? new MigrationSuiteOptions();
        var migrator = Migrator.Create(database, migrations, new MigratorOptions { StartedBy = nameof(MigrationSuite) });
        var trials = new List<MigrationTrial>();
        await SampleAsync(0);
        foreach (var migration in migrations.All)
        {
            trials.Add(await TryAsync(migrator, migration, suite.CompareDocuments, cancellationToken));
            await SampleAsync(migration.Version);
        }

        return new MigrationSuiteReport(trials);

        Task SampleAsync(long version) => suite.SampleData?.Invoke(database, version, cancellationToken) ?? Task.CompletedTask;
    }

    private static async Task<MigrationTrial> TryAsync(Migrator migrator, DeclaredMigration migration, bool withDocuments, CancellationToken cancellationToken)
    {
        var previous = migrator.Migrations.All.LastOrDefault(x => x.Version < migration.Version)?.Version ?? 0;
        var problems = new List<string>();
        var before = await SnapshotAsync();
        await migrator.RunAsync(MigrationRequest.Up(migration.Version), null, cancellationToken);
        problems.AddRange((await migrator.VerifyAsync(cancellationToken)).Differences.Select(x => $"{migration}, after up: {x.Message}"));
        if (migration.IrreversibleBecause is not null)
            return new MigrationTrial(migration.Version, migration.Name, false, problems);

        var up = await SnapshotAsync();
        await migrator.RunAsync(MigrationRequest.Down(previous), null, cancellationToken);
        problems.AddRange(before.DifferencesTo(await SnapshotAsync()).Select(x => $"{migration}, after up and down: {x}"));
        await migrator.RunAsync(MigrationRequest.Up(migration.Version), null, cancellationToken);
        problems.AddRange(up.DifferencesTo(await SnapshotAsync()).Select(x => $"{migration}, after up, down and up: {x}"));
        return new MigrationTrial(migration.Version, migration.Name, true, problems);

        Task<SchemaSnapshot> SnapshotAsync() => SchemaSnapshot.ReadAsync(migrator.Database, withDocuments, cancellationToken);
    }
}
