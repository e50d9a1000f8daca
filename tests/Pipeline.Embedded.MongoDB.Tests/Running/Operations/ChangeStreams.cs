using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class ChangeStreams
{
    public static async Task<object?> WatchClientAsync(OperationCall<ClientEntity> call, CancellationToken cancellationToken)
    {
        var (session, pipeline, options) = Parts<BsonDocument>(call.Arguments);
        return new CursorEntity(session is null
            ? await call.Target.Client.WatchAsync(pipeline, options, cancellationToken)
            : await call.Target.Client.WatchAsync(session, pipeline, options, cancellationToken));
    }

    public static async Task<object?> WatchDatabaseAsync(OperationCall<IMongoDatabase> call, CancellationToken cancellationToken)
    {
        var (session, pipeline, options) = Parts<BsonDocument>(call.Arguments);
        return new CursorEntity(session is null
            ? await call.Target.WatchAsync(pipeline, options, cancellationToken)
            : await call.Target.WatchAsync(session, pipeline, options, cancellationToken));
    }

    public static async Task<object?> WatchCollectionAsync(OperationCall<IMongoCollection<BsonDocument>> call, CancellationToken cancellationToken)
    {
        var (session, pipeline, options) = Parts<BsonDocument>(call.Arguments);
        return new CursorEntity(session is null
            ? await call.Target.WatchAsync(pipeline, options, cancellationToken)
            : await call.Target.WatchAsync(session, pipeline, options, cancellationToken));
    }

    private static (IClientSessionHandle? Session, PipelineDefinition<ChangeStreamDocument<T>, BsonDocument> Pipeline, ChangeStreamOptions Options) Parts<T>(Arguments arguments)
    {
        var options = new ChangeStreamOptions
        {
            BatchSize = arguments.OptionalInt32("batchSize"),
            Collation = arguments.Collation(),
            Comment = arguments.Optional("comment"),
            MaxAwaitTime = arguments.Milliseconds("maxAwaitTimeMS"),
            ResumeAfter = arguments.OptionalDocument("resumeAfter"),
            StartAfter = arguments.OptionalDocument("startAfter"),
            StartAtOperationTime = arguments.Optional("startAtOperationTime")?.AsBsonTimestamp,
            ShowExpandedEvents = arguments.OptionalBoolean("showExpandedEvents"),
        };
        if (arguments.OptionalText("fullDocument") is { } full)
            options.FullDocument = Enum.Parse<ChangeStreamFullDocumentOption>(full, ignoreCase: true);
        if (arguments.OptionalText("fullDocumentBeforeChange") is { } before)
            options.FullDocumentBeforeChange = Enum.Parse<ChangeStreamFullDocumentBeforeChangeOption>(before, ignoreCase: true);
        return (arguments.Session(), arguments.Pipeline<ChangeStreamDocument<T>>(), options);
    }
}
