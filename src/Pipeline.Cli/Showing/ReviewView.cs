using System.Globalization;
using MongoDB.Bson;
using Pipeline.Cli.Migrating;
using Pipeline.Migrations.Reviewing;
using Spectre.Console;

namespace Pipeline.Cli.Showing;

/// <summary>A review of indexes, for people.</summary>
internal static class ReviewView
{
    public static void Show(MigrateSession session, IndexReview review)
    {
        var indexes = Consoles.Table("collection", "index", "key", "size", "uses", "since (UTC)");
        foreach (var index in review.Indexes)
        {
            indexes.AddRow(
                new Text(index.Collection),
                new Text(index.Name),
                new Text(index.Definition.GetValue("key", new BsonDocument()).ToJson()),
                new Text(index.SizeBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:N0} KiB") : "?"),
                new Text(index.Uses?.ToString(CultureInfo.InvariantCulture) ?? "?"),
                new Text(index.Since?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "?"));
        }

        Consoles.Write(session, indexes);
        foreach (var query in review.Queries)
            session.Write($"{(query.IsSound ? "ok" : "missing")}: {query.Message}");
        // What is missing was said of its query.
        foreach (var finding in review.Findings.Where(x => x.Kind != IndexFindingKind.Missing))
            session.Write($"{finding.Kind.ToString().ToLowerInvariant()}: {finding.Message}");
        session.Write($"{OutcomeText.Count(review.Indexes.Count, "index").Replace("indexs", "indexes", StringComparison.Ordinal)}, {OutcomeText.Count(review.Findings.Count, "finding")}.");
    }
}
