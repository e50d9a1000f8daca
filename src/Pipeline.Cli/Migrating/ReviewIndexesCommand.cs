using System.CommandLine;
using Pipeline.Cli.Showing;
using Pipeline.Errors;
using Pipeline.Migrations;

namespace Pipeline.Cli.Migrating;

/// <summary><c>migrate review-indexes</c>.</summary>
internal static class ReviewIndexesCommand
{
    public static async Task<int> RunAsync(MigrateSession session, ParseResult parsed, MigrateOptions options, CancellationToken cancellationToken)
    {
        var review = await session.Migrator.ReviewIndexesAsync(cancellationToken);
        if (session.Format == OutputFormat.Json)
            session.Write(ReviewJson.Write(review));
        else
            ReviewView.Show(session, review);
        var unsound = review.Queries.Where(x => !x.IsSound).ToList();
        // Unused and redundant indexes are advice; a declared query without its index is a mistake.
        if (unsound.Count > 0)
            throw new PipelineException(MigrationErrors.QueryWithoutIndex, string.Join(Environment.NewLine, unsound.Select(x => $"{x.Shape.Collection}, '{x.Shape.Name}': {x.Message}")));
        return 0;
    }
}
