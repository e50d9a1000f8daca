using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Projecting;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Writing;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary>The fields of a <c>find</c>.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/command/find/.</remarks>
internal sealed record FindRequest
{
    public required Namespace Namespace { get; init; }

    public required Selection Selection { get; init; }

    public BsonDocument? Projection { get; init; }

    public long? Limit { get; init; }

    public long? BatchSize { get; init; }

    public bool IsSingleBatch { get; init; }

    public bool IsTailable { get; init; }

    public bool AwaitsData { get; init; }

    public bool HasNoTimeout { get; init; }

    public bool ShowsRecordId { get; init; }

    public bool ReturnsKey { get; init; }

    public BsonDocument? Min { get; init; }

    public BsonDocument? Max { get; init; }

    public static FindRequest Parse(CommandRequest request)
    {
        var body = request.Body;
        var find = new FindRequest
        {
            Namespace = request.Namespace,
            Selection = new Selection
            {
                Filter = body.Object("filter") ?? [],
                Sort = body.Object("sort"),
                Collation = body.Object("collation"),
                Hint = body.Value("hint"),
                Let = body.Object("let"),
                Skip = body.NotNegative("skip") ?? 0,
            },
            Projection = body.Object("projection"),
            Limit = body.NotNegative("limit") is > 0 and var limit ? limit : null,
            BatchSize = body.NotNegative("batchSize"),
            IsSingleBatch = body.Flag("singleBatch"),
            IsTailable = body.Flag("tailable"),
            AwaitsData = body.Flag("awaitData"),
            HasNoTimeout = body.Flag("noCursorTimeout"),
            ShowsRecordId = body.Flag("showRecordId"),
            ReturnsKey = body.Flag("returnKey"),
            Min = NotEmpty(body.Object("min")),
            Max = NotEmpty(body.Object("max")),
        };
        _ = body.Flag("allowDiskUse");
        foreach (var accepted in new[] { "oplogReplay", "allowPartialResults", "readOnce", "includeQueryStatsMetrics", "term", "unwrappedReadPref" })
            _ = body.Value(accepted);
        WriteCommands.RequireUuid(request, find.Namespace);
        body.RejectUnknown();
        return find.RequireSensible();
    }

    public ServerCursor Open(CommandRequest request)
    {
        var view = request.View();
        var collection = request.Find(view, Namespace);
        if (collection is { IsView: true })
            return Views.Open(request, collection, ToPipeline(), Selection.Collation, Selection.Let);

        var query = Query(request, collection);
        var projection = Projecting.Projection.Parse(Projection, new ProjectionOptions { Evaluation = Selection.Evaluation(request, collection) });
        if (IsTailable && collection is not null)
            return Tail(request, collection, query, projection);

        var documents = collection is null
            ? []
            : QueryExecution.Run(collection, query with { NeedsPosition = projection is { NeedsPositional: true } }, request.CancellationToken).Select(x => Shape(x, projection, collection));
        return new EnumerableCursor(documents)
        {
            Namespace = Namespace,
            Session = request.Session,
            TransactionNumber = request.Transaction?.Number,
            HasNoTimeout = HasNoTimeout,
            AtClusterTime = request.SnapshotTime(),
        };
    }

    public Explanation Explain(CommandRequest request)
    {
        var collection = request.Find(Namespace);
        if (collection is { IsView: true })
            return Views.Explain(request, collection, ToPipeline(), Selection.Collation, Selection.Let);
        var query = Query(request, collection);
        var plan = collection is null ? new NoDocuments() : QueryPlanner.Plan(collection, query);
        return new Explanation(Namespace, collection, query, plan)
        {
            Above = Projection is { ElementCount: > 0 } projection ? new BsonDocument { { "stage", "PROJECTION_DEFAULT" }, { "transformBy", projection } } : null,
        };
    }

    private static BsonDocument? NotEmpty(BsonDocument? document) => document is { ElementCount: > 0 } ? document : null;

    private FindRequest RequireSensible()
    {
        if (AwaitsData && !IsTailable)
            throw new CommandException(ServerError.FailedToParse, "Cannot set 'awaitData' without also setting 'tailable'");
        if (IsTailable && IsSingleBatch)
            throw new CommandException(ServerError.FailedToParse, "cannot use tailable option with the 'singleBatch' option");
        if (Selection.Sort is { ElementCount: > 0 } order && order.GetElement(0).Name != "$natural")
            _ = SortPattern.Parse(order);
        if (IsTailable && Selection.Sort is { ElementCount: > 0 } sort && sort.GetElement(0).Name != "$natural")
            throw new CommandException(ServerError.BadValue, "cannot use tailable option with a sort other than {$natural: 1}");
        if ((Min ?? Max) is not null && Selection.Hint is null)
            throw new CommandException(51173, "When using min()/max() a hint of which index to use must be provided");
        return this;
    }

    private Query Query(CommandRequest request, CollectionState? collection) =>
        Selection.ToQuery(request, collection, Limit, needsPosition: false) with { Min = Min, Max = Max };

    private TailCursor Tail(CommandRequest request, CollectionState collection, Query query, Projection? projection) => TailCursor.Open(
        request,
        collection,
        new TailOptions { Query = query.FilterDocument, Filter = query.Filter, Projection = projection, AwaitsData = AwaitsData, Skip = query.Skip });

    private BsonDocument Shape(MatchedDocument matched, Projection? projection, CollectionState collection)
    {
        if (ReturnsKey)
            return new BsonDocument(collection.Indexes.FirstOrDefault()?.Definition.Paths.Select(x => new BsonElement(x.Text, x.Get(matched.Document) ?? BsonNull.Value)) ?? []);
        if (projection is null && !ShowsRecordId)
            return Documents.Raw(matched.Bytes);
        var document = projection?.Apply(matched.Document, matched.Position) ?? matched.Document;
        return ShowsRecordId ? document.Add("$recordId", matched.RecordId) : document;
    }

    private BsonArray ToPipeline()
    {
        var stages = new BsonArray { new BsonDocument("$match", Selection.Filter) };
        if (Selection.Sort is { ElementCount: > 0 } sort)
            stages.Add(new BsonDocument("$sort", sort));
        if (Selection.Skip > 0)
            stages.Add(new BsonDocument("$skip", Selection.Skip));
        if (Limit is { } limit)
            stages.Add(new BsonDocument("$limit", limit));
        if (Projection is { ElementCount: > 0 } projection)
            stages.Add(new BsonDocument("$project", projection));
        return stages;
    }
}
