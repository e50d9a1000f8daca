using System.CommandLine;
using Pipeline.Cli.Showing;
using Pipeline.Errors;
using Pipeline.Migrations;

namespace Pipeline.Cli.Migrating;

/// <summary><c>migrate verify</c>.</summary>
internal static class VerifyCommand
{
    public static async Task<int> RunAsync(MigrateSession session, ParseResult parsed, MigrateOptions options, CancellationToken cancellationToken)
    {
        var verification = await session.Migrator.VerifyAsync(cancellationToken);
        session.Answer(() => CliJson.Write(verification), () => session.Write(verification.IsSound
            ? $"{session.DatabaseName} is as the applied migrations declare it: {OutcomeText.Count(verification.Collections.Count, "collection")} looked at."
            : $"{session.DatabaseName} differs from what the applied migrations declare in {OutcomeText.Count(verification.Differences.Count, "place")}."));
        ApplicationCheck.Require(parsed.GetValue(options.ApplicationVersion), await session.Migrator.ReadStateAsync(cancellationToken), "");
        if (!verification.IsSound)
            throw new PipelineException(MigrationErrors.SchemaDiffers, string.Join(Environment.NewLine, verification.Differences.Select(x => $"{x.Kind.ToString().ToLowerInvariant()}: {x.Collection}, {x.Subject}. {x.Message}")));
        return 0;
    }
}
