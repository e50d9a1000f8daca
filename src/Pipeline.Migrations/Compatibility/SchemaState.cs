using MongoDB.Driver;
using Pipeline.Migrations.Journaling;
using Pipeline.Migrations.Sources;

namespace Pipeline.Migrations.Compatibility;

/// <summary>The schema that a database has, seen as what application versions need of it. Made from the journal, so older and newer code can ask.</summary>
public sealed class SchemaState
{
    private readonly IReadOnlyList<(long Version, ApplicationRange Range)> _applied;
    private readonly IReadOnlyList<(long Version, ApplicationRange Range)> _missing;

    private SchemaState(IEnumerable<(long, ApplicationRange)> applied, IEnumerable<(long, ApplicationRange)> missing)
    {
        _applied = [.. applied.OrderBy(x => x.Item1)];
        _missing = [.. missing.OrderBy(x => x.Item1)];
    }

    /// <summary>Version of the newest applied migration; 0 for none.</summary>
    public long Version => _applied.Count == 0 ? 0 : _applied[^1].Version;

    /// <summary>Versions of all applied migrations, ascending.</summary>
    public IReadOnlyList<long> Applied => [.. _applied.Select(x => x.Version)];

    /// <summary>The state that a journal records. Code adds which application versions need what isn't applied.</summary>
    public static SchemaState Of(MigrationJournal journal, MigrationSet? migrations = null) => new(
        journal.Entries.Where(x => x.IsApplied).Select(x => (x.Version, x.RunsWith)),
        migrations is null ? [] : migrations.All.Where(x => !journal.IsApplied(x.Version)).Select(x => (x.Version, x.RunsWith)));

    /// <summary>Reads the state of a database. For a service, which has no migrations at hand.</summary>
    /// <param name="database">The database.</param>
    /// <param name="journalCollection">Collection that holds the journal. Default <c>_migrations</c>.</param>
    /// <param name="cancellationToken">Ends the wait for the server.</param>
    public static async Task<SchemaState> ReadAsync(IMongoDatabase database, string journalCollection = "_migrations", CancellationToken cancellationToken = default)
    {
        var store = new JournalStore(database, new MigratorOptions { JournalCollection = journalCollection });
        return Of(await store.ReadAsync(withHistory: false, cancellationToken));
    }

    /// <summary>The state in which exactly these of the migrations are applied, as a rollback would leave it.</summary>
    public static SchemaState With(MigrationSet migrations, IReadOnlyCollection<long> applied) => new(
        migrations.All.Where(x => applied.Contains(x.Version)).Select(x => (x.Version, x.RunsWith)),
        migrations.All.Where(x => !applied.Contains(x.Version)).Select(x => (x.Version, x.RunsWith)));

    /// <summary>Whether a version of the application can run with it; where it can't, why.</summary>
    public SchemaVerdict Supports(ApplicationVersion application)
    {
        foreach (var (version, range) in _applied)
        {
            if (range.From is { } from && application < ApplicationVersion.Parse(from))
                return new SchemaVerdict(false, $"Migration {version} is applied, and from it on the application must be {from} or later.");
        }

        if (_applied.Count > 0 && _applied[^1].Range.Before is { } before && application >= ApplicationVersion.Parse(before))
            return new SchemaVerdict(false, $"With the schema of migration {Version} the application must be before {before}.");

        foreach (var (version, range) in _missing)
        {
            if (range.NeededBy is { } needed && application >= ApplicationVersion.Parse(needed))
                return new SchemaVerdict(false, $"Migration {version} isn't applied, and the application needs it from {needed} on.");
        }

        return new SchemaVerdict(true, $"The schema of migration {Version} and version {application} go together.");
    }
}
