using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<MongoDB.Driver.IMongoCollection<MongoDB.Bson.BsonDocument>>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class CollectionReads
{
    public static IReadOnlyDictionary<string, Operation<IMongoCollection<BsonDocument>>> Operations { get; } = new Dictionary<string, Operation<IMongoCollection<BsonDocument>>>
    {
        ["aggregate"] = AggregateAsync,
        ["count"] = CountAsync,
        ["countDocuments"] = CountDocumentsAsync,
        ["createChangeStream"] = ChangeStreams.WatchCollectionAsync,
        ["createFindCursor"] = async (call, cancellationToken) => new CursorEntity(await FindAsync(call, cancellationToken)),
        ["distinct"] = DistinctAsync,
        ["estimatedDocumentCount"] = EstimatedDocumentCountAsync,
        ["find"] = async (call, cancellationToken) => await FindAsync(call, cancellationToken).DrainAsync(cancellationToken),
        ["findOne"] = FindOneAsync,
    };

    private static async Task<object?> AggregateAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var session = arguments.Session();
        var pipeline = arguments.Pipeline<BsonDocument>();
        var options = Aggregation.Options(arguments);
        if (Aggregation.Writes(arguments))
        {
            await (session is null
                ? collection.AggregateToCollectionAsync(pipeline, options, cancellationToken)
                : collection.AggregateToCollectionAsync(session, pipeline, options, cancellationToken));
            return new RootDocuments([]);
        }

        return await (session is null
            ? collection.AggregateAsync(pipeline, options, cancellationToken)
            : collection.AggregateAsync(session, pipeline, options, cancellationToken)).DrainAsync(cancellationToken);
    }

    private static async Task<object?> CountDocumentsAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter, options) = (arguments.Session(), arguments.Filter(), CountOptions(arguments));
        return (BsonValue)(session is null
            ? await collection.CountDocumentsAsync(filter, options, cancellationToken)
            : await collection.CountDocumentsAsync(session, filter, options, cancellationToken));
    }

    private static async Task<object?> CountAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter, options) = (arguments.Session(), arguments.Filter(), CountOptions(arguments));
#pragma warning disable CS0618 // The cases ask for the count command, which only the obsolete method sends.
        return (BsonValue)(session is null
            ? await collection.CountAsync(filter, options, cancellationToken)
            : await collection.CountAsync(session, filter, options, cancellationToken));
#pragma warning restore CS0618
    }

    private static async Task<object?> EstimatedDocumentCountAsync(Call call, CancellationToken cancellationToken)
    {
        var options = new EstimatedDocumentCountOptions { Comment = call.Arguments.Optional("comment"), MaxTime = call.Arguments.Milliseconds("maxTimeMS") };
        return (BsonValue)await call.Target.EstimatedDocumentCountAsync(options, cancellationToken);
    }

    private static async Task<object?> DistinctAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var session = arguments.Session();
        FieldDefinition<BsonDocument, BsonValue> field = arguments.Text("fieldName");
        FilterDefinition<BsonDocument> filter = arguments.OptionalDocument("filter") ?? [];
        var options = new DistinctOptions { Collation = arguments.Collation(), Comment = arguments.Optional("comment"), MaxTime = arguments.Milliseconds("maxTimeMS") };
        using var cursor = session is null
            ? await collection.DistinctAsync(field, filter, options, cancellationToken)
            : await collection.DistinctAsync(session, field, filter, options, cancellationToken);
        return new BsonArray(await cursor.ToListAsync(cancellationToken));
    }

    private static async Task<object?> FindOneAsync(Call call, CancellationToken cancellationToken)
    {
        // A negative limit is the driver's way to ask for one batch and no cursor.
        using var cursor = await FindAsync(call, cancellationToken, limit: -1);
        return await cursor.FirstOrDefaultAsync(cancellationToken) ?? (BsonValue)BsonNull.Value;
    }

    private static Task<IAsyncCursor<BsonDocument>> FindAsync(Call call, CancellationToken cancellationToken, int? limit = null)
    {
        var (collection, arguments, _) = call;
        var (session, filter) = (arguments.Session(), arguments.Filter());
        var options = new FindOptions<BsonDocument, BsonDocument>
        {
            AllowDiskUse = arguments.OptionalBoolean("allowDiskUse"),
            AllowPartialResults = arguments.OptionalBoolean("allowPartialResults"),
            BatchSize = arguments.OptionalInt32("batchSize"),
            Collation = arguments.Collation(),
            Comment = arguments.Optional("comment"),
            CursorType = CursorTypes.Parse(arguments.OptionalText("cursorType")),
            Hint = arguments.Optional("hint"),
            Let = arguments.OptionalDocument("let"),
            Limit = limit ?? arguments.OptionalInt32("limit"),
            Max = arguments.OptionalDocument("max"),
            MaxAwaitTime = arguments.Milliseconds("maxAwaitTimeMS"),
            MaxTime = arguments.Milliseconds("maxTimeMS"),
            Min = arguments.OptionalDocument("min"),
            NoCursorTimeout = arguments.OptionalBoolean("noCursorTimeout"),
            Projection = arguments.Projection(),
            ReturnKey = arguments.OptionalBoolean("returnKey"),
            ShowRecordId = arguments.OptionalBoolean("showRecordId"),
            Skip = arguments.OptionalInt32("skip"),
            Sort = arguments.Sort(),
        };
        return session is null
            ? collection.FindAsync(filter, options, cancellationToken)
            : collection.FindAsync(session, filter, options, cancellationToken);
    }

    private static CountOptions CountOptions(Arguments arguments) => new()
    {
        Collation = arguments.Collation(),
        Comment = arguments.Optional("comment"),
        Hint = arguments.Optional("hint"),
        Limit = arguments.OptionalInt64("limit"),
        MaxTime = arguments.Milliseconds("maxTimeMS"),
        Skip = arguments.OptionalInt64("skip"),
    };
}
