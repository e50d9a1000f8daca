using MongoDB.Bson;
using MongoDB.Driver;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<MongoDB.Driver.IMongoCollection<MongoDB.Bson.BsonDocument>>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class FindAndModify
{
    public static IReadOnlyDictionary<string, Operation<IMongoCollection<BsonDocument>>> Operations { get; } = new Dictionary<string, Operation<IMongoCollection<BsonDocument>>>
    {
        ["findOneAndDelete"] = DeleteAsync,
        ["findOneAndReplace"] = ReplaceAsync,
        ["findOneAndUpdate"] = UpdateAsync,
    };

    private static async Task<object?> DeleteAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter) = (arguments.Session(), arguments.Filter());
        var options = new FindOneAndDeleteOptions<BsonDocument, BsonDocument>
        {
            Collation = arguments.Collation(),
            Comment = arguments.Optional("comment"),
            Hint = arguments.Optional("hint"),
            Let = arguments.OptionalDocument("let"),
            MaxTime = arguments.Milliseconds("maxTimeMS"),
            Projection = arguments.Projection(),
            Sort = arguments.Sort(),
        };
        return OrNull(session is null
            ? await collection.FindOneAndDeleteAsync(filter, options, cancellationToken)
            : await collection.FindOneAndDeleteAsync(session, filter, options, cancellationToken));
    }

    private static async Task<object?> ReplaceAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter, replacement) = (arguments.Session(), arguments.Filter(), arguments.Document("replacement").DeepClone().AsBsonDocument);
        var options = new FindOneAndReplaceOptions<BsonDocument, BsonDocument>
        {
            BypassDocumentValidation = arguments.OptionalBoolean("bypassDocumentValidation"),
            Collation = arguments.Collation(),
            Comment = arguments.Optional("comment"),
            Hint = arguments.Optional("hint"),
            IsUpsert = arguments.OptionalBoolean("upsert") ?? false,
            Let = arguments.OptionalDocument("let"),
            MaxTime = arguments.Milliseconds("maxTimeMS"),
            Projection = arguments.Projection(),
            ReturnDocument = Returned(arguments),
            Sort = arguments.Sort(),
        };
        return OrNull(session is null
            ? await collection.FindOneAndReplaceAsync(filter, replacement, options, cancellationToken)
            : await collection.FindOneAndReplaceAsync(session, filter, replacement, options, cancellationToken));
    }

    private static async Task<object?> UpdateAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter, update) = (arguments.Session(), arguments.Filter(), arguments.Update());
        var options = new FindOneAndUpdateOptions<BsonDocument, BsonDocument>
        {
            ArrayFilters = arguments.ArrayFilters(),
            BypassDocumentValidation = arguments.OptionalBoolean("bypassDocumentValidation"),
            Collation = arguments.Collation(),
            Comment = arguments.Optional("comment"),
            Hint = arguments.Optional("hint"),
            IsUpsert = arguments.OptionalBoolean("upsert") ?? false,
            Let = arguments.OptionalDocument("let"),
            MaxTime = arguments.Milliseconds("maxTimeMS"),
            Projection = arguments.Projection(),
            ReturnDocument = Returned(arguments),
            Sort = arguments.Sort(),
        };
        return OrNull(session is null
            ? await collection.FindOneAndUpdateAsync(filter, update, options, cancellationToken)
            : await collection.FindOneAndUpdateAsync(session, filter, update, options, cancellationToken));
    }

    private static ReturnDocument Returned(Arguments arguments) =>
        Enum.Parse<ReturnDocument>(arguments.OptionalText("returnDocument") ?? nameof(ReturnDocument.Before), ignoreCase: true);

    private static BsonValue OrNull(BsonDocument? document) => document ?? (BsonValue)BsonNull.Value;
}
