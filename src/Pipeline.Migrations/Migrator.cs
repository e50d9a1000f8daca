using MongoDB.Driver;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Reviewing;
using Pipeline.Migrations.Running;
using Pipeline.Migrations.Sources;
using Pipeline.Migrations.Verifying;
using Pipeline.Migrations.Compatibility;

namespace Pipeline.Migrations;

/// <summary>Migrates one database with one set of migrations.</summary>
public sealed class Migrator
{
    private Migrator(IMongoDatabase database, MigrationSet migrations, MigratorOptions options)
    {
        Database = database;
        Migrations = migrations;
        Options = options;
    }

    /// <summary>The database.</summary>
    public IMongoDatabase Database { get; }

    /// <summary>The migrations.</summary>
    public MigrationSet Migrations { get; }

    /// <summary>How it works.</summary>
    public MigratorOptions Options { get; }

    /// <summary>A migrator. Nothing is sent to the server yet.</summary>
    public static Migrator Create(IMongoDatabase database, MigrationSet migrations, MigratorOptions? options = null) => new(database, migrations, options ?? new MigratorOptions());

    /// <summary>Says what a request would do. Reads only; takes no lock.</summary>
    public Task<MigrationPlan> PlanAsync(MigrationRequest request, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Takes the lock, plans, and carries the plan out.</summary>
    public Task<MigrationOutcome> RunAsync(MigrationRequest request, IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Carries out a plan that was looked at before. Refuses with PIPE8020 where the state changed since.</summary>
    public Task<MigrationOutcome> RunAsync(MigrationPlan plan, IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>The journal as it is, history included.</summary>
    public Task<MigrationJournal> ReadJournalAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Everything that was done, oldest first: migrations applied and taken back, marks, repairs, runs that died.</summary>
    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Which application versions can run with the database as it is.</summary>
    public Task<SchemaState> ReadStateAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Holds the database's collections, indexes and validators against what the applied migrations declare.</summary>
    public Task<Verification> VerifyAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Looks at use, size and definition of all indexes, and at the declared queries.</summary>
    public Task<IndexReview> ReviewIndexesAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
