using MongoDB.Bson;
using MongoDB.Driver;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<MongoDB.Driver.IMongoDatabase>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

/// <summary>Making, changing and dropping collections.</summary>
internal static class Collections
{
    public static async Task<object?> CreateAsync(Call call, CancellationToken cancellationToken)
    {
        var (database, arguments, _) = call;
        var (session, name) = (arguments.Session(), arguments.Text("collection"));
        if (arguments.OptionalText("viewOn") is { } source)
        {
            var pipeline = arguments.Pipeline<BsonDocument>();
            var view = new CreateViewOptions<BsonDocument> { Collation = arguments.Collation() };
            await (session is null
                ? database.CreateViewAsync(name, source, pipeline, view, cancellationToken)
                : database.CreateViewAsync(session, name, source, pipeline, view, cancellationToken));
        }
        else
        {
            var options = Options(arguments);
            await (session is null
                ? database.CreateCollectionAsync(name, options, cancellationToken)
                : database.CreateCollectionAsync(session, name, options, cancellationToken));
        }

        return database.GetCollection<BsonDocument>(name);
    }

    public static async Task<object?> DropAsync(Call call, CancellationToken cancellationToken)
    {
        var (database, arguments, _) = call;
        var (session, name) = (arguments.Session(), arguments.Text("collection"));
        await (session is null
            ? database.DropCollectionAsync(name, cancellationToken)
            : database.DropCollectionAsync(session, name, cancellationToken));
        return null;
    }

    /// <summary>The driver has no method for collMod; the command is all that there is.</summary>
    public static async Task<object?> ModifyAsync(Call call, CancellationToken cancellationToken)
    {
        var (database, arguments, _) = call;
        var session = arguments.Session();
        var command = new BsonDocument("collMod", arguments.Text("collection"));
        foreach (var name in (string[])["index", "validator", "validationLevel", "validationAction", "viewOn", "pipeline", "changeStreamPreAndPostImages", "cappedSize", "cappedMax", "timeseries", "expireAfterSeconds", "comment"])
        {
            if (arguments.Optional(name) is { } value)
                command[name] = value;
        }

        return session is null
            ? await database.RunCommandAsync<BsonDocument>(command, cancellationToken: cancellationToken)
            : await database.RunCommandAsync<BsonDocument>(session, command, cancellationToken: cancellationToken);
    }

    private static CreateCollectionOptions<BsonDocument> Options(Arguments arguments) => new()
    {
        Capped = arguments.OptionalBoolean("capped"),
        ChangeStreamPreAndPostImagesOptions = arguments.OptionalDocument("changeStreamPreAndPostImages") is { } images ? new ChangeStreamPreAndPostImagesOptions(images) : null,
        ClusteredIndex = arguments.OptionalDocument("clusteredIndex") is { } clustered ? Clustered(clustered) : null,
        Collation = arguments.Collation(),
        ExpireAfter = arguments.Seconds("expireAfterSeconds"),
        MaxDocuments = arguments.OptionalInt64("max"),
        MaxSize = arguments.OptionalInt64("size"),
        StorageEngine = arguments.OptionalDocument("storageEngine"),
        TimeSeriesOptions = arguments.OptionalDocument("timeseries") is { } series ? Series(series) : null,
        ValidationAction = arguments.OptionalText("validationAction") is { } action ? Enum.Parse<DocumentValidationAction>(action, ignoreCase: true) : null,
        ValidationLevel = arguments.OptionalText("validationLevel") is { } level ? Enum.Parse<DocumentValidationLevel>(level, ignoreCase: true) : null,
        Validator = arguments.OptionalDocument("validator") is { } validator ? validator : null,
    };

    private static ClusteredIndexOptions<BsonDocument> Clustered(BsonDocument document) => new()
    {
        Key = document["key"].AsBsonDocument,
        Name = document.GetValue("name", null)?.AsString,
        Unique = document["unique"].AsBoolean,
    };

    private static TimeSeriesOptions Series(BsonDocument document) => new(
        document["timeField"].AsString,
        document.TryGetValue("metaField", out var meta) ? meta.AsString : default(Optional<string>),
        document.TryGetValue("granularity", out var granularity) ? Enum.Parse<TimeSeriesGranularity>(granularity.AsString, ignoreCase: true) : default(Optional<TimeSeriesGranularity?>));
}
