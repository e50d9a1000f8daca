using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Tests.Running.Entities;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<MongoDB.Driver.IMongoDatabase>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class DatabaseOperations
{
    public static IReadOnlyDictionary<string, Operation<IMongoDatabase>> Operations { get; } = new Dictionary<string, Operation<IMongoDatabase>>
    {
        ["aggregate"] = AggregateAsync,
        ["createChangeStream"] = ChangeStreams.WatchDatabaseAsync,
        ["createCollection"] = Collections.CreateAsync,
        ["createCommandCursor"] = async (call, cancellationToken) => await CommandCursors.OpenAsync(call, cancellationToken),
        ["dropCollection"] = Collections.DropAsync,
        ["listCollectionNames"] = ListCollectionNamesAsync,
        ["listCollections"] = ListCollectionsAsync,
        ["modifyCollection"] = Collections.ModifyAsync,
        ["runCommand"] = RunCommandAsync,
        ["runCursorCommand"] = CommandCursors.RunAsync,
    };

    private static async Task<object?> AggregateAsync(Call call, CancellationToken cancellationToken)
    {
        var session = call.Arguments.Session();
        var pipeline = call.Arguments.Pipeline<NoPipelineInput>();
        var options = Aggregation.Options(call.Arguments);
        if (Aggregation.Writes(call.Arguments))
        {
            await (session is null
                ? call.Target.AggregateToCollectionAsync(pipeline, options, cancellationToken)
                : call.Target.AggregateToCollectionAsync(session, pipeline, options, cancellationToken));
            return new RootDocuments([]);
        }

        return await (session is null
            ? call.Target.AggregateAsync(pipeline, options, cancellationToken)
            : call.Target.AggregateAsync(session, pipeline, options, cancellationToken)).DrainAsync(cancellationToken);
    }

    private static async Task<object?> ListCollectionsAsync(Call call, CancellationToken cancellationToken)
    {
        var session = call.Arguments.Session();
        var options = new ListCollectionsOptions
        {
            BatchSize = call.Arguments.OptionalInt32("batchSize"),
            Comment = call.Arguments.Optional("comment"),
            Filter = call.Arguments.OptionalDocument("filter") is { } filter ? filter : null,
        };
        return await (session is null
            ? call.Target.ListCollectionsAsync(options, cancellationToken)
            : call.Target.ListCollectionsAsync(session, options, cancellationToken)).DrainAsync(cancellationToken);
    }

    private static async Task<object?> ListCollectionNamesAsync(Call call, CancellationToken cancellationToken)
    {
        var session = call.Arguments.Session();
        var options = new ListCollectionNamesOptions
        {
            Comment = call.Arguments.Optional("comment"),
            Filter = call.Arguments.OptionalDocument("filter") is { } filter ? filter : null,
        };
        using var cursor = session is null
            ? await call.Target.ListCollectionNamesAsync(options, cancellationToken)
            : await call.Target.ListCollectionNamesAsync(session, options, cancellationToken);
        return new BsonArray(await cursor.ToListAsync(cancellationToken));
    }

    private static async Task<object?> RunCommandAsync(Call call, CancellationToken cancellationToken)
    {
        var (database, arguments, _) = call;
        arguments.Ignore("commandName");
        var (session, preference) = (arguments.Session(), arguments.ReadPreference());
        Command<BsonDocument> command = arguments.Document("command");
        return session is null
            ? await database.RunCommandAsync(command, preference, cancellationToken)
            : await database.RunCommandAsync(session, command, preference, cancellationToken);
    }
}
