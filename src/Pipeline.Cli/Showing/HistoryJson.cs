using Pipeline.Cli.Migrating;
using Pipeline.Migrations.Journaling;

namespace Pipeline.Cli.Showing;

/// <summary>The journal and what was done, as JSON.</summary>
internal static class HistoryJson
{
    public static string Write(MigrateSession session, MigrationJournal journal, IReadOnlyList<HistoryEntry> history) => CliJson.Write(new
    {
        Database = session.DatabaseName,
        Migrations = session.Migrator.Migrations.All
            .Where(x => journal.Find(x.Version) is null)
            .Select(x => new { x.Version, x.Name, x.File, State = MigrationState.Planned, StartedAt = (DateTime?)null, FinishedAt = (DateTime?)null, By = (string?)null, Host = (string?)null, Error = (string?)null })
            .Concat(journal.Entries.Select(x => new { x.Version, x.Name, x.File, x.State, x.StartedAt, x.FinishedAt, By = (string?)x.StartedBy, Host = (string?)x.Host, x.Error }))
            .OrderBy(x => x.Version),
        History = history.Select(x => new { x.At, x.Version, x.Name, x.Action, x.Outcome, DurationSeconds = x.Duration?.TotalSeconds, x.By, x.Host, x.Run, x.Error }),
    });
}
