using MongoDB.Driver;
using Pipeline.Errors;
using Pipeline.Migrations.Compatibility;
using Pipeline.Migrations.Connecting;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Locking;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Reviewing;
using Pipeline.Migrations.Running;
using Pipeline.Migrations.Running.Crashing;
using Pipeline.Migrations.Sources;
using Pipeline.Migrations.Verifying;

namespace Pipeline.Migrations;

/// <summary>Migrates one database with one set of migrations.</summary>
/// <remarks>Every method throws a <see cref="PipelineException"/> with PIPE8030 to PIPE8032 where the server can't be reached or refuses the user.</remarks>
public sealed class Migrator
{
    private readonly MigrationRunner _runner;
    private readonly JournalStore _journal;

    private Migrator(IMongoDatabase database, MigrationSet migrations, MigratorOptions options, ICrashPoints crashPoints)
    {
        Database = database;
        Migrations = migrations;
        Options = options;
        _runner = new MigrationRunner(database, migrations, options, crashPoints);
        _journal = new JournalStore(database, options);
    }

    /// <summary>The database.</summary>
    public IMongoDatabase Database { get; }

    /// <summary>The migrations.</summary>
    public MigrationSet Migrations { get; }

    /// <summary>How it works.</summary>
    public MigratorOptions Options { get; }

    /// <summary>A migrator. Nothing is sent to the server yet.</summary>
    public static Migrator Create(IMongoDatabase database, MigrationSet migrations, MigratorOptions? options = null) => Create(database, migrations, options ?? new MigratorOptions(), NoCrash.Instance);

    internal static Migrator Create(IMongoDatabase database, MigrationSet migrations, MigratorOptions options, ICrashPoints crashPoints) => new(database, migrations, options, crashPoints);

    /// <summary>Says what a request would do. Reads only; takes no lock.</summary>
    public Task<MigrationPlan> PlanAsync(MigrationRequest request, CancellationToken cancellationToken = default) =>
        ExplainedAsync(() => _runner.PlanAsync(request, cancellationToken));

    /// <summary>Takes the lock, plans, and carries the plan out. Where there is nothing to do it takes no lock and writes nothing.</summary>
    /// <exception cref="PipelineException">PIPE8010 to PIPE8019: the plan has blockers. PIPE8021, PIPE8022: the lock is held, or was lost. PIPE8023: a migration failed.</exception>
    public Task<MigrationOutcome> RunAsync(MigrationRequest request, IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ExplainedAsync(() => _runner.RunAsync(request, null, progress, cancellationToken));

    /// <summary>Carries out a plan that was looked at before.</summary>
    /// <exception cref="PipelineException">PIPE8020: the state changed since it was made; and those of the other overload.</exception>
    public Task<MigrationOutcome> RunAsync(MigrationPlan plan, IProgress<MigrationProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ExplainedAsync(() => _runner.RunAsync(plan.Request, plan, progress, cancellationToken));

    /// <summary>The journal as it is, history included.</summary>
    public Task<MigrationJournal> ReadJournalAsync(CancellationToken cancellationToken = default) =>
        ExplainedAsync(() => _journal.ReadAsync(withHistory: true, cancellationToken));

    /// <summary>Everything that was done, oldest first: migrations applied and taken back, marks, repairs, and runs that died.</summary>
    public Task<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(CancellationToken cancellationToken = default) => ExplainedAsync<IReadOnlyList<HistoryEntry>>(async () =>
    {
        var journal = await _journal.ReadAsync(withHistory: true, cancellationToken);
        var takeOvers = await new MigrationLock(Database, Options).ReadTakeOversAsync(cancellationToken);
        return [.. journal.Entries.SelectMany(x => x.History).Concat(takeOvers.Select(TakeOver.Read)).OrderBy(x => x.At).ThenBy(x => x.Run)];
    });

    /// <summary>Which application versions can run with the database as it is.</summary>
    public Task<SchemaState> ReadStateAsync(CancellationToken cancellationToken = default) =>
        ExplainedAsync(async () => SchemaState.Of(await _journal.ReadAsync(withHistory: false, cancellationToken), Migrations));

    /// <summary>Whether a version of the application can run with the database as it is; where it can't, how far down it would have to go. Changes nothing.</summary>
    public async Task<SchemaFit> FitAsync(ApplicationVersion application, CancellationToken cancellationToken = default) =>
        await FitSearch.RunAsync(await ReadStateAsync(cancellationToken), Migrations, application, x => PlanAsync(x, cancellationToken));

    /// <summary>Holds the database's collections, indexes and validators against what the applied migrations declare.</summary>
    public Task<Verification> VerifyAsync(CancellationToken cancellationToken = default) => ExplainedAsync(async () =>
    {
        var journal = await _journal.ReadAsync(withHistory: false, cancellationToken);
        return await new SchemaVerifier(Database).RunAsync(DeclaredSchema.Of(Migrations, journal), cancellationToken);
    });

    /// <summary>Looks at use, size and definition of all indexes, and at the declared queries.</summary>
    public Task<IndexReview> ReviewIndexesAsync(CancellationToken cancellationToken = default) =>
        ExplainedAsync(() => new IndexReviewer(Database, Options).RunAsync(Migrations.QueryShapes, cancellationToken));

    private Task<T> ExplainedAsync<T>(Func<Task<T>> work) => ServerFailures.ExplainedAsync(Database, work);
}
