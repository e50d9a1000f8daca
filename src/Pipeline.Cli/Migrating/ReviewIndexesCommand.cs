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
        session.Answer(() => ReviewJson.Write(review), () => ReviewView.Show(session, review));
        var unsound = review.Queries.Where(x => !x.IsSound).ToList();
        // Unused and redundant indexes are advice; a declared query without its index is a mistake.
        if (unsound.Count > 0)
            throw new PipelineException(MigrationErrors.QueryWithoutIndex, $"{OutcomeText.Count(unsound.Count, "declared query").Replace("querys", "queries", StringComparison.Ordinal)} of {review.Queries.Count} can't use an index as declared: {string.Join(", ", unsound.Select(x => $"'{x.Shape.Name}' ({x.Shape.Collection})"))}.");
        return 0;
    }
}
