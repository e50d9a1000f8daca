using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary>A query, how it is got at, and what is done with its documents then.</summary>
/// <param name="Namespace">Of the collection, views resolved.</param>
/// <param name="Collection">The collection, if there is one.</param>
/// <param name="Query">What is asked for.</param>
/// <param name="Plan">How it is got at.</param>
internal sealed record Explanation(Namespace Namespace, CollectionState? Collection, Query Query, QueryPlan Plan)
{
    /// <summary>A stage above the plan: <c>PROJECTION_SIMPLE</c>, <c>UPDATE</c>, <c>COUNT</c>.</summary>
    public BsonDocument? Above { get; init; }

    /// <summary>The pipeline's stages behind the query. Default none.</summary>
    public BsonArray? Stages { get; init; }

    public BsonDocument ToReply(BsonDocument command, string verbosity, BsonDocument serverInfo, CancellationToken cancellationToken)
    {
        var winning = Winning();
        var planner = new BsonDocument
        {
            { "namespace", Namespace.ToString() },
            { "parsedQuery", Query.FilterDocument },
            { "indexFilterSet", false },
            { "planCacheShapeHash", Hash(Query.FilterDocument.Names.Append(Query.Sort?.ToString() ?? "")) },
            { "maxIndexedOrSolutionsReached", false },
            { "maxIndexedAndSolutionsReached", false },
            { "maxScansToExplodeReached", false },
            { "winningPlan", new BsonDocument("isCached", false).AddRange(winning) },
            { "rejectedPlans", new BsonArray() },
        };
        var parts = new BsonDocument("queryPlanner", planner);
        if (verbosity != "queryPlanner")
            parts.Add("executionStats", Execute(winning, verbosity, cancellationToken));

        var reply = new BsonDocument("explainVersion", "1");
        if (Stages is { Count: > 0 } stages)
            reply.Add("stages", new BsonArray(stages.Prepend(new BsonDocument("$cursor", parts))));
        else
            reply.AddRange(parts);
        return reply.Add("command", command).Add("serverInfo", serverInfo).Add("serverParameters", new BsonDocument());
    }

    private BsonDocument Winning()
    {
        var stage = Plan.Describe(Query);
        if (!Plan.IsSorted && Query.Sort is { ElementCount: > 0 } sort && !Query.IsNatural)
            stage = new BsonDocument { { "stage", "SORT" }, { "sortPattern", sort }, { "memLimit", 104857600 }, { "type", "simple" }, { "inputStage", stage } };
        if (Query.Skip > 0)
            stage = new BsonDocument { { "stage", "SKIP" }, { "skipAmount", Query.Skip }, { "inputStage", stage } };
        if (Query.Limit is { } limit)
            stage = new BsonDocument { { "stage", "LIMIT" }, { "limitAmount", limit }, { "inputStage", stage } };
        return Above is null ? stage : new BsonDocument(Above) { { "inputStage", stage } };
    }

    private BsonDocument Execute(BsonDocument winning, string verbosity, CancellationToken cancellationToken)
    {
        var statistics = new PlanStatistics();
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        if (Collection is not null)
            statistics.Returned = QueryExecution.Run(Collection, Query, Plan, statistics, cancellationToken).LongCount();
        var stats = new BsonDocument
        {
            { "executionSuccess", true },
            { "nReturned", statistics.Returned },
            { "executionTimeMillis", (int)System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds },
            { "totalKeysExamined", statistics.KeysExamined },
            { "totalDocsExamined", statistics.DocumentsExamined },
            { "executionStages", new BsonDocument(winning) { { "nReturned", statistics.Returned } } },
        };
        if (verbosity == "allPlansExecution")
            stats.Add("allPlansExecution", new BsonArray());
        return stats;
    }

    private static string Hash(IEnumerable<string> shape) =>
        System.IO.Hashing.Crc32.HashToUInt32(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', shape))).ToString("X8", System.Globalization.CultureInfo.InvariantCulture);
}
