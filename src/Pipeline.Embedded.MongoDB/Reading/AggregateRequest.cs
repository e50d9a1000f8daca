using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.ChangeStreams;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Planning;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;
using Pipeline.Embedded.MongoDB.Writing;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary>The fields of an <c>aggregate</c>.</summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/command/aggregate/.</remarks>
internal sealed record AggregateRequest
{
    private const string Collectionless = "$cmd.aggregate";

    public required Namespace Namespace { get; init; }

    public required BsonArray Stages { get; init; }

    public BsonDocument? Collation { get; init; }

    public BsonDocument? Let { get; init; }

    public BsonValue? Hint { get; init; }

    public long? BatchSize { get; init; }

    public bool IsExplanation { get; init; }

    public bool BypassesValidation { get; init; }

    private bool IsChangeStream => Stages is [BsonDocument { ElementCount: > 0 } first, ..] && first.GetElement(0).Name == "$changeStream";

    private bool IsCollectionless => Namespace.Collection == Collectionless;

    public static AggregateRequest Parse(CommandRequest request, bool isExplained = false)
    {
        var body = request.Body;
        var aggregate = new AggregateRequest
        {
            Namespace = body.Value("aggregate") is { IsNumeric: true } one && one.ToDouble() == 1 ? new Namespace(request.Database, Collectionless) : request.Namespace,
            Stages = body.Value("pipeline") switch
            {
                BsonArray stages => stages,
                null => throw body.Missing("pipeline"),
                _ => throw new CommandException(ServerError.TypeMismatch, "'pipeline' option must be specified as an array"),
            },
            Collation = body.Object("collation"),
            Let = body.Object("let"),
            Hint = body.Value("hint"),
            IsExplanation = body.Flag("explain"),
            BypassesValidation = body.Flag("bypassDocumentValidation"),
            BatchSize = body.Object("cursor")?.GetValue("batchSize", BsonNull.Value) is { IsNumeric: true } size ? size.ToInt64() : null,
        };
        if (body.Value("cursor") is null && !aggregate.IsExplanation && !isExplained)
            throw new CommandException(ServerError.FailedToParse, "The 'cursor' option is required, except for aggregate with the explain argument");
        if (aggregate.BatchSize < 0)
            throw new CommandException(51024, $"BSON field 'batchSize' value must be >= 0, actual value '{aggregate.BatchSize}'");
        foreach (var accepted in new[] { "allowDiskUse", "fromMongos", "needsMerge", "exchange", "isMapReduceCommand", "fromRouter", "includeQueryStatsMetrics" })
            _ = body.Value(accepted);
        WriteCommands.RequireUuid(request, aggregate.Namespace);
        body.RejectUnknown();
        return aggregate;
    }

    public ServerCursor Open(CommandRequest request)
    {
        var (pipeline, target, collection) = Prepare(request, request.View());
        if (pipeline.ChangeStream is { } stream)
            return ChangeStreamCursor.Open(request, stream, pipeline.WithoutFirst(), new PipelineServer(request, request.View(), null));
        return Cursor(request, Run(request, request.View(), pipeline, target, collection, new PipelineServer(request, request.View(), null)));
    }

    /// <summary>A pipeline that ends in <c>$merge</c> or <c>$out</c> runs as a write.</summary>
    public async Task<ServerCursor> WriteAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        if (request.ReadConcern.Level == "linearizable")
            throw new CommandException(ServerError.InvalidOptions, "$out and $merge cannot be used with a 'linearizable' read concern level");
        if (request.Transaction is not null)
            throw new CommandException(ServerError.OperationNotSupportedInTransaction, $"{Stages[^1].AsBsonDocument.GetElement(0).Name} cannot be used in a transaction");
        var context = new WriteContext(request, BypassesValidation, cancellationToken);
        await request.WriteAsync(
            batch =>
            {
                var (pipeline, target, collection) = Prepare(request, batch);
                // All that it reads is what was there before its first write: collections don't change under a reader.
                return Run(request, batch, pipeline, target, collection, new PipelineServer(request, batch, new PipelineWriter(batch, context))).Count();
            },
            cancellationToken).ConfigureAwait(false);
        return Cursor(request, []);
    }

    public bool Writes() => Stages.Count > 0 && Stages[^1] is BsonDocument { ElementCount: > 0 } last && last.GetElement(0).Name is "$out" or "$merge";

    public Explanation Explain(CommandRequest request)
    {
        var (pipeline, target, collection) = Prepare(request, request.View());
        var input = pipeline.TakeInput(out var rest);
        var query = Query(input, pipeline);
        return new Explanation(target, collection, query, collection is null ? new NoDocuments() : QueryPlanner.Plan(collection, query))
        {
            Stages = new BsonArray(rest.Stages.Select(x => x.Specification)),
        };
    }

    private EnumerableCursor Cursor(CommandRequest request, IEnumerable<BsonDocument> documents) => new(documents)
    {
        Namespace = Namespace,
        Session = request.Session,
        TransactionNumber = request.Transaction?.Number,
        AtClusterTime = request.SnapshotTime(),
    };

    private (AggregationPipeline Pipeline, Namespace Target, CollectionState? Collection) Prepare(CommandRequest request, ICollectionView view)
    {
        var stages = Stages;
        var target = Namespace;
        var collection = IsCollectionless ? null : request.Find(view, Namespace);
        if (collection is { IsView: true } && IsChangeStream)
            throw new CommandException(ServerError.CommandNotSupportedOnView, $"Namespace {Namespace} is a view, not a collection");

        // A change stream may begin before its collection was there, so it doesn't take over that one's collation.
        var collation = Collation is { ElementCount: > 0 } ? Values.Collation.Parse(Collation) : IsChangeStream ? null : collection?.Options.Collation;
        if (collection is { IsView: true })
        {
            Views.RequireCollation(collection, Collation);
            var resolved = Views.Resolve(view, collection);
            (target, collection) = (resolved.Namespace, resolved.Collection);
            stages = new BsonArray(resolved.Stages.Concat(stages));
        }

        var pipeline = AggregationPipeline.Parse(stages, new PipelineOptions
        {
            Evaluation = request.Evaluation(collation, Let),
            Database = Namespace.Database,
            Collection = IsCollectionless ? null : target.Collection,
        });
        return (pipeline, target, collection);
    }

    private IEnumerable<BsonDocument> Run(CommandRequest request, ICollectionView view, AggregationPipeline pipeline, Namespace target, CollectionState? collection, PipelineServer server)
    {
        if (!pipeline.NeedsInput)
            return pipeline.Run([], server).During(ExecutionErrors.Aggregation);

        var input = pipeline.TakeInput(out var rest);
        var query = Query(input, pipeline);
        var matched = collection is null ? [] : QueryExecution.Run(collection, query, request.CancellationToken);
        return rest.Stages.Count == 0
            ? matched.Select(x => Documents.Raw(x.Bytes))
            : rest.Run(matched.Select(x => x.Document), server).During(ExecutionErrors.Aggregation);
    }

    private Query Query(PipelineInput input, AggregationPipeline pipeline) => input.ToQuery(pipeline.Options.Evaluation) with { Hint = Hint is BsonDocument { ElementCount: 0 } ? null : Hint };
}
