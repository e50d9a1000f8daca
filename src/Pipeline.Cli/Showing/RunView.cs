using Pipeline.Cli.Migrating;
using Pipeline.Migrations.Running;
using Spectre.Console;

namespace Pipeline.Cli.Showing;

/// <summary>Shows a run while it runs: bars on a terminal, lines elsewhere. All of it goes to standard error.</summary>
internal static class RunView
{
    public static async Task<T> ShowAsync<T>(MigrateSession session, Func<IProgress<MigrationProgress>, Task<T>> runAsync)
    {
        var console = Consoles.Error(session);
        if (!session.Surroundings.IsErrorTerminal || !console.Profile.Capabilities.Interactive)
        {
            using var lines = new ProgressLines(text => session.Surroundings.Error.WriteLine(session.Mask.Redact(text)), session.Surroundings.Time);
            return await runAsync(lines);
        }

        return await console.Progress()
            .AutoClear(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => runAsync(new ProgressBars(context, session.Mask.Redact)));
    }
}
