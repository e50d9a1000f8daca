using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Writing;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary><c>count</c>.</summary>
internal sealed class CountCommand : SynchronousCommand, IExplainable
{
    public override string Name => "count";

    public override CommandTraits Traits => CommandTraits.ReadConcern;

    protected override BsonDocument Run(CommandRequest request)
    {
        var (selection, limit, _) = Parse(request);
        var collection = request.Find(request.Namespace);
        if (collection is { IsView: true })
            return new BsonDocument("n", Clamp(CountView(request, collection, selection, limit)));

        var query = selection.ToQuery(request, collection, limit, needsPosition: false);
        if (collection is null)
            return new BsonDocument("n", 0);
        if (query is { FilterDocument.ElementCount: 0, Hint: null })
            return new BsonDocument("n", Clamp(Math.Min(limit ?? long.MaxValue, Math.Max(0, collection.Records.Count - query.Skip))));
        return new BsonDocument("n", Clamp(QueryExecution.Run(collection, query, request.CancellationToken).LongCount()));
    }

    public Explanation Explain(CommandRequest request)
    {
        var (selection, limit, ns) = Parse(request);
        var collection = request.Find(ns);
        var query = selection.ToQuery(request, collection, limit, needsPosition: false);
        return new Explanation(ns, collection, query, collection is null ? new NoDocuments() : QueryPlanner.Plan(collection, query)) { Above = new BsonDocument("stage", "COUNT") };
    }

    private static (Selection Selection, long? Limit, Namespace Namespace) Parse(CommandRequest request)
    {
        var body = request.Body;
        var ns = request.Namespace;
        var limit = body.Number("limit");
        var selection = new Selection
        {
            Filter = body.Value("query") is BsonNull or null ? [] : body.Object("query")!,
            Collation = body.Object("collation"),
            Hint = body.Value("hint"),
            Skip = body.NotNegative("skip") ?? 0,
        };
        _ = body.Value("fields");
        WriteCommands.RequireUuid(request, ns);
        body.RejectUnknown();
        return (selection, limit is null or 0 ? null : Math.Abs(limit.Value), ns);
    }

    private static long CountView(CommandRequest request, CollectionState view, Selection selection, long? limit)
    {
        var stages = new BsonArray { new BsonDocument("$match", selection.Filter) };
        if (selection.Skip > 0)
            stages.Add(new BsonDocument("$skip", selection.Skip));
        if (limit is not null)
            stages.Add(new BsonDocument("$limit", limit));
        stages.Add(new BsonDocument("$count", "n"));
        using var cursor = Views.Open(request, view, stages, selection.Collation, null);
        return cursor.Next()?["n"].ToInt64() ?? 0;
    }

    private static BsonValue Clamp(long count) => count <= int.MaxValue ? new BsonInt32((int)count) : new BsonInt64(count);
}
