using System.CommandLine;
using Pipeline.Cli.Showing;
using Pipeline.Errors;
using Pipeline.Migrations.Compatibility;

namespace Pipeline.Cli.Migrating;

/// <summary><c>migrate fit</c>.</summary>
internal static class FitCommand
{
    public static async Task<int> RunAsync(MigrateSession session, ParseResult parsed, MigrateOptions options, CancellationToken cancellationToken)
    {
        var application = parsed.GetValue(options.ApplicationVersion)
            ?? throw new PipelineException(CliErrors.BadCommandLine, "`migrate fit` needs to know which application is meant. Pass --application-version VERSION.") { ExitCode = 2 };
        var fit = await session.Migrator.FitAsync(ApplicationVersion.Parse(application), cancellationToken);
        session.Answer(() => CliJson.Write(fit), () => session.Write(Sentences(fit)));
        return 0;
    }

    private static string Sentences(SchemaFit fit) => string.Join(" ", new[]
    {
        fit.Verdict.Reason,
        fit.DownReason,
        fit.CanGoDown ? $"Go there with: pipeline migrate down --to {fit.DownTo}" : null,
    }.OfType<string>());
}
