using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>Runs a plan: gets documents, looks at those that bounds don't vouch for, sorts, skips, limits. Lazily, but for a sort.</summary>
internal static class QueryExecution
{
    private const int CheckEvery = 1024;

    public static IEnumerable<MatchedDocument> Run(CollectionState collection, Query query, QueryPlan plan, PlanStatistics statistics, CancellationToken cancellationToken)
    {
        foreach (var index in plan.Indexes)
            index.Definition.Usage.Count();

        var matched = Matching(collection, query, plan, statistics, cancellationToken);
        if (!plan.IsSorted && query.SortPattern is { } sort)
            matched = Sorted(matched, sort, query);
        if (query.Skip > 0)
            matched = query.Skip > int.MaxValue ? [] : matched.Skip((int)query.Skip);
        if (query.Limit is { } limit and < int.MaxValue)
            matched = matched.Take((int)limit);
        return matched;
    }

    /// <summary>Plans and runs.</summary>
    public static IEnumerable<MatchedDocument> Run(CollectionState collection, Query query, CancellationToken cancellationToken) =>
        Run(collection, query, QueryPlanner.Plan(collection, query), new PlanStatistics(), cancellationToken);

    private static IEnumerable<MatchedDocument> Matching(CollectionState collection, Query query, QueryPlan plan, PlanStatistics statistics, CancellationToken cancellationToken)
    {
        var isExact = plan.IsExact || query.Filter.Root is Pipeline.Embedded.MongoDB.Matching.AlwaysTrue;
        foreach (var recordId in plan.RecordIds(collection, statistics))
        {
            if (!collection.Records.TryGet(recordId, out var bytes))
                continue;
            if (++statistics.DocumentsExamined % CheckEvery == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (isExact)
            {
                yield return new MatchedDocument(recordId, bytes);
                continue;
            }

            if (query.NeedsPosition)
            {
                if (query.Filter.Matches(Documents.Decode(bytes), out var position))
                    yield return new MatchedDocument(recordId, bytes) { Position = position };
                continue;
            }

            var matched = new MatchedDocument(recordId, bytes);
            if (query.Filter.Matches(matched.Document))
                yield return matched;
        }
    }

    private static IEnumerable<MatchedDocument> Sorted(IEnumerable<MatchedDocument> matched, SortPattern pattern, Query query)
    {
        var order = BsonOrder.For(query.Collation);
        var keyed = matched.Select(x => (Document: x, Key: pattern.Key(x.Document, order)));
        var comparer = Comparer<BsonValue?[]>.Create((x, y) => pattern.Compare(x, y, order));
        // With a limit LINQ keeps only what it needs of an ordered sequence.
        return keyed.OrderBy(x => x.Key, comparer).Select(x => x.Document);
    }
}
