using MongoDB.Bson;
using MongoDB.Driver;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<MongoDB.Driver.IMongoCollection<MongoDB.Bson.BsonDocument>>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class Indexes
{
    public static IReadOnlyDictionary<string, Operation<IMongoCollection<BsonDocument>>> Operations { get; } = new Dictionary<string, Operation<IMongoCollection<BsonDocument>>>
    {
        ["createIndex"] = CreateAsync,
        ["dropIndex"] = DropAsync,
        ["dropIndexes"] = DropAllAsync,
        ["listIndexes"] = async (call, cancellationToken) => await ListAsync(call, cancellationToken),
        ["listIndexNames"] = async (call, cancellationToken) => new BsonArray((await ListAsync(call, cancellationToken)).Documents.Select(x => x["name"])),
        ["createSearchIndex"] = CreateSearchAsync,
        ["createSearchIndexes"] = CreateManySearchAsync,
        ["dropSearchIndex"] = DropSearchAsync,
        ["listSearchIndexes"] = ListSearchAsync,
        ["updateSearchIndex"] = UpdateSearchAsync,
    };

    private static async Task<object?> CreateAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var session = arguments.Session();
        var options = new CreateIndexOptions<BsonDocument>
        {
            Collation = arguments.Collation(),
            DefaultLanguage = arguments.OptionalText("defaultLanguage"),
            ExpireAfter = arguments.Seconds("expireAfterSeconds"),
            Hidden = arguments.OptionalBoolean("hidden"),
            LanguageOverride = arguments.OptionalText("languageOverride"),
            Name = arguments.OptionalText("name"),
            PartialFilterExpression = arguments.OptionalDocument("partialFilterExpression") is { } partial ? partial : null,
            Sparse = arguments.OptionalBoolean("sparse"),
            Unique = arguments.OptionalBoolean("unique"),
            Version = arguments.OptionalInt32("version"),
            Weights = arguments.OptionalDocument("weights"),
            WildcardProjection = arguments.OptionalDocument("wildcardProjection") is { } projection ? projection : null,
        };
        var model = new CreateIndexModel<BsonDocument>(arguments.Document("keys"), options);
        if (arguments.Optional("comment") is { } comment)
        {
            var many = new CreateManyIndexesOptions { Comment = comment, MaxTime = arguments.Milliseconds("maxTimeMS") };
            var names = session is null
                ? await collection.Indexes.CreateManyAsync([model], many, cancellationToken)
                : await collection.Indexes.CreateManyAsync(session, [model], many, cancellationToken);
            return (BsonValue)names.Single();
        }

        var one = new CreateOneIndexOptions { MaxTime = arguments.Milliseconds("maxTimeMS") };
        return (BsonValue)(session is null
            ? await collection.Indexes.CreateOneAsync(model, one, cancellationToken)
            : await collection.Indexes.CreateOneAsync(session, model, one, cancellationToken));
    }

    private static async Task<object?> DropAsync(Call call, CancellationToken cancellationToken)
    {
        var (session, name, options) = (call.Arguments.Session(), call.Arguments.Text("name"), DropOptions(call.Arguments));
        await (session is null
            ? call.Target.Indexes.DropOneAsync(name, options, cancellationToken)
            : call.Target.Indexes.DropOneAsync(session, name, options, cancellationToken));
        return null;
    }

    private static async Task<object?> DropAllAsync(Call call, CancellationToken cancellationToken)
    {
        var (session, options) = (call.Arguments.Session(), DropOptions(call.Arguments));
        await (session is null
            ? call.Target.Indexes.DropAllAsync(options, cancellationToken)
            : call.Target.Indexes.DropAllAsync(session, options, cancellationToken));
        return null;
    }

    private static Task<RootDocuments> ListAsync(Call call, CancellationToken cancellationToken)
    {
        var session = call.Arguments.Session();
        var options = new ListIndexesOptions { BatchSize = call.Arguments.OptionalInt32("batchSize"), Comment = call.Arguments.Optional("comment") };
        return (session is null
            ? call.Target.Indexes.ListAsync(options, cancellationToken)
            : call.Target.Indexes.ListAsync(session, options, cancellationToken)).DrainAsync(cancellationToken);
    }

    private static async Task<object?> CreateSearchAsync(Call call, CancellationToken cancellationToken) =>
        (BsonValue)await call.Target.SearchIndexes.CreateOneAsync(SearchModel(call.Arguments.Document("model")), cancellationToken);

    private static async Task<object?> CreateManySearchAsync(Call call, CancellationToken cancellationToken)
    {
        var models = call.Arguments.Documents("models").Select(SearchModel);
        return new BsonArray(await call.Target.SearchIndexes.CreateManyAsync(models, cancellationToken));
    }

    private static async Task<object?> DropSearchAsync(Call call, CancellationToken cancellationToken)
    {
        await call.Target.SearchIndexes.DropOneAsync(call.Arguments.Text("name"), cancellationToken);
        return null;
    }

    private static async Task<object?> ListSearchAsync(Call call, CancellationToken cancellationToken)
    {
        var aggregation = call.Arguments.OptionalDocument("aggregationOptions") is { } given ? new AggregateOptions { BatchSize = given["batchSize"].ToInt32() } : null;
        return await call.Target.SearchIndexes.ListAsync(call.Arguments.OptionalText("name"), aggregation, cancellationToken).DrainAsync(cancellationToken);
    }

    private static async Task<object?> UpdateSearchAsync(Call call, CancellationToken cancellationToken)
    {
        await call.Target.SearchIndexes.UpdateAsync(call.Arguments.Text("name"), call.Arguments.Document("definition"), cancellationToken);
        return null;
    }

    private static DropIndexOptions DropOptions(Arguments arguments) => new() { Comment = arguments.Optional("comment"), MaxTime = arguments.Milliseconds("maxTimeMS") };

    private static CreateSearchIndexModel SearchModel(BsonDocument model) => new(
        model.GetValue("name", null)?.AsString,
        model.TryGetValue("type", out var type) ? Enum.Parse<SearchIndexType>(type.AsString, ignoreCase: true) : null,
        model["definition"].AsBsonDocument);
}
