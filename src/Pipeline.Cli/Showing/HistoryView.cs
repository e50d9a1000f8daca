using System.Globalization;
using Pipeline.Cli.Migrating;
using Pipeline.Migrations.Journaling;
using Spectre.Console;

namespace Pipeline.Cli.Showing;

/// <summary>The journal and what was done, for people.</summary>
internal static class HistoryView
{
    public static void Show(MigrateSession session, MigrationJournal journal, IReadOnlyList<HistoryEntry> history)
    {
        var states = Consoles.Table("version", "name", "state");
        foreach (var (version, name) in journal.Entries.Select(x => (x.Version, x.Name)).Concat(session.Migrator.Migrations.All.Select(x => (x.Version, x.Name))).DistinctBy(x => x.Version).OrderBy(x => x.Version))
            states.AddRow(new Text(Number(version)), new Text(name), new Text(StateOf(journal.Find(version)) + (session.Migrator.Migrations.Find(version) is null ? " (missing from the code)" : "")));
        Consoles.Write(session, states);
        if (history.Count == 0)
        {
            session.Write($"{session.DatabaseName} was never migrated.");
            return;
        }

        var done = Consoles.Table("at (UTC)", "version", "name", "action", "outcome", "took", "by", "error");
        foreach (var entry in history)
        {
            done.AddRow(
                new Text(entry.At.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                new Text(entry.Version == 0 ? "" : Number(entry.Version)),
                new Text(entry.Name),
                new Text(entry.Action),
                new Text(entry.Outcome),
                new Text(entry.Duration is { } duration ? OutcomeText.Seconds(duration) : ""),
                new Text($"{entry.By} on {entry.Host}"),
                new Text(session.Mask.Redact(entry.Error ?? "")));
        }

        Consoles.Write(session, done);
    }

    private static string Number(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static string StateOf(JournalEntry? entry) => entry?.State switch
    {
        null or MigrationState.Planned => "pending",
        MigrationState.RollingBack => "rolling back",
        MigrationState.RolledBack => "rolled back",
        MigrationState.RollbackFailed => "rollback failed",
        { } state => state.ToString().ToLowerInvariant(),
    };
}
