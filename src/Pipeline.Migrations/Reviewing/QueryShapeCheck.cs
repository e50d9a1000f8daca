using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Migrations.Reviewing;

/// <summary>Asks the server how it would answer declared queries. Nothing is read of the documents.</summary>
public static class QueryShapeCheck
{
    /// <summary>Explains each query.</summary>
    public static async Task<IReadOnlyList<QueryShapeResult>> RunAsync(IMongoDatabase database, IReadOnlyList<QueryShape> shapes, CancellationToken cancellationToken = default)
    {
        var results = new List<QueryShapeResult>();
        foreach (var shape in shapes)
            results.Add(await RunAsync(database, shape, cancellationToken));
        return results;
    }

    private static async Task<QueryShapeResult> RunAsync(IMongoDatabase database, QueryShape shape, CancellationToken cancellationToken)
    {
        var find = new BsonDocument { { "find", shape.Collection }, { "filter", shape.Filter } };
        if (shape.Sort is not null)
            find.Add("sort", shape.Sort);
        var explain = await database.RunCommandAsync<BsonDocument>(new BsonDocument { { "explain", find }, { "verbosity", "queryPlanner" } }, ReadPreference.Primary, cancellationToken);
        var plan = ExplainedPlan.Of(explain);
        var message = Mistake(shape, plan);
        return new QueryShapeResult(shape, plan.Indexes.Count == 0 ? null : plan.Indexes[0], message is null, message ?? $"Query '{shape.Name}' uses index {plan.Indexes[0]}.", plan.Winning);
    }

    private static string? Mistake(QueryShape shape, ExplainedPlan plan)
    {
        var query = $"Query '{shape.Name}' ({shape.Collection}, filter {shape.Filter}{(shape.Sort is null ? "" : $", sort {shape.Sort}")})";
        if (plan.IsEmpty)
            return $"{query} can't be looked at, because {shape.Collection} isn't there. Migrate first.";
        if (plan.ScansCollection || plan.Indexes.Count == 0)
            return $"{query} reads the whole collection. Add an index with the filter's fields by equality first, then those of the sort.";
        if (plan.ScansWholeIndex && shape.Filter.ElementCount > 0)
            return $"{query} reads the whole index {plan.Indexes[0]}, because none begins with a field of the filter. Add an index with the filter's fields by equality first, then those of the sort.";
        if (shape.Index is { } wanted && !plan.Indexes.Contains(wanted))
            return $"{query} uses index {string.Join(" and ", plan.Indexes)} and is declared to use {wanted}. Correct the index or the declaration.";
        if (plan.SortsInMemory && !shape.MaySortInMemory)
            return $"{query} uses index {plan.Indexes[0]} and sorts in memory. Add the sort's fields to the index, after those that are compared by equality.";
        return null;
    }
}
