using System.CommandLine;
using Pipeline.Cli.Showing;

namespace Pipeline.Cli.Migrating;

/// <summary><c>migrate history</c>.</summary>
internal static class HistoryCommand
{
    public static async Task<int> RunAsync(MigrateSession session, ParseResult parsed, MigrateOptions options, CancellationToken cancellationToken)
    {
        var journal = await session.Migrator.ReadJournalAsync(cancellationToken);
        var history = await session.Migrator.ReadHistoryAsync(cancellationToken);
        session.Answer(() => HistoryJson.Write(session, journal, history), () => HistoryView.Show(session, journal, history));
        return 0;
    }
}
