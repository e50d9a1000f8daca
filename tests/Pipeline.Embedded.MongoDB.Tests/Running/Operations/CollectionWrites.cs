using MongoDB.Bson;
using MongoDB.Driver;
using Call = Pipeline.Embedded.MongoDB.Tests.Running.Operations.OperationCall<MongoDB.Driver.IMongoCollection<MongoDB.Bson.BsonDocument>>;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class CollectionWrites
{
    public static IReadOnlyDictionary<string, Operation<IMongoCollection<BsonDocument>>> Operations { get; } = new Dictionary<string, Operation<IMongoCollection<BsonDocument>>>
    {
        ["bulkWrite"] = BulkWriteAsync,
        ["deleteMany"] = DeleteManyAsync,
        ["deleteOne"] = DeleteOneAsync,
        ["insertMany"] = InsertManyAsync,
        ["insertOne"] = InsertOneAsync,
        ["replaceOne"] = ReplaceOneAsync,
        ["updateMany"] = UpdateManyAsync,
        ["updateOne"] = UpdateOneAsync,
    };

    private static async Task<object?> InsertOneAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, document) = (arguments.Session(), Copy(arguments.Document("document")));
        var options = new InsertOneOptions { BypassDocumentValidation = arguments.OptionalBoolean("bypassDocumentValidation"), Comment = arguments.Optional("comment") };
        await (session is null
            ? collection.InsertOneAsync(document, options, cancellationToken)
            : collection.InsertOneAsync(session, document, options, cancellationToken));
        return collection.Settings.WriteConcern.IsAcknowledged
            ? new BsonDocument { { "acknowledged", true }, { "insertedId", document["_id"] } }
            : ResultDocuments.Unacknowledged();
    }

    private static async Task<object?> InsertManyAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, documents) = (arguments.Session(), arguments.Documents("documents").Select(Copy).ToList());
        var options = new InsertManyOptions
        {
            BypassDocumentValidation = arguments.OptionalBoolean("bypassDocumentValidation"),
            Comment = arguments.Optional("comment"),
            IsOrdered = arguments.OptionalBoolean("ordered") ?? true,
        };
        await (session is null
            ? collection.InsertManyAsync(documents, options, cancellationToken)
            : collection.InsertManyAsync(session, documents, options, cancellationToken));
        return collection.Settings.WriteConcern.IsAcknowledged
            ? new BsonDocument { { "insertedCount", documents.Count }, { "insertedIds", ResultDocuments.InsertedIds(documents) } }
            : ResultDocuments.Unacknowledged();
    }

    private static async Task<object?> UpdateOneAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter, update, options) = (arguments.Session(), arguments.Filter(), arguments.Update(), UpdateOptions(arguments));
        options.Sort = arguments.Sort();
        return ResultDocuments.Of(session is null
            ? await collection.UpdateOneAsync(filter, update, options, cancellationToken)
            : await collection.UpdateOneAsync(session, filter, update, options, cancellationToken));
    }

    private static async Task<object?> UpdateManyAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter, update, options) = (arguments.Session(), arguments.Filter(), arguments.Update(), UpdateOptions(arguments));
        return ResultDocuments.Of(session is null
            ? await collection.UpdateManyAsync(filter, update, options, cancellationToken)
            : await collection.UpdateManyAsync(session, filter, update, options, cancellationToken));
    }

    private static async Task<object?> ReplaceOneAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter, replacement) = (arguments.Session(), arguments.Filter(), Copy(arguments.Document("replacement")));
        var options = new ReplaceOptions<BsonDocument>
        {
            BypassDocumentValidation = arguments.OptionalBoolean("bypassDocumentValidation"),
            Collation = arguments.Collation(),
            Comment = arguments.Optional("comment"),
            Hint = arguments.Optional("hint"),
            IsUpsert = arguments.OptionalBoolean("upsert") ?? false,
            Let = arguments.OptionalDocument("let"),
            Sort = arguments.Sort(),
        };
        return ResultDocuments.Of(session is null
            ? await collection.ReplaceOneAsync(filter, replacement, options, cancellationToken)
            : await collection.ReplaceOneAsync(session, filter, replacement, options, cancellationToken));
    }

    private static async Task<object?> DeleteOneAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter, options) = (arguments.Session(), arguments.Filter(), DeleteOptions(arguments));
        return ResultDocuments.Of(session is null
            ? await collection.DeleteOneAsync(filter, options, cancellationToken)
            : await collection.DeleteOneAsync(session, filter, options, cancellationToken));
    }

    private static async Task<object?> DeleteManyAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, _) = call;
        var (session, filter, options) = (arguments.Session(), arguments.Filter(), DeleteOptions(arguments));
        return ResultDocuments.Of(session is null
            ? await collection.DeleteManyAsync(filter, options, cancellationToken)
            : await collection.DeleteManyAsync(session, filter, options, cancellationToken));
    }

    private static async Task<object?> BulkWriteAsync(Call call, CancellationToken cancellationToken)
    {
        var (collection, arguments, run) = call;
        var session = arguments.Session();
        var models = arguments.Documents("requests").Select(x => WriteModels.Parse(x, run.Entities)).ToList();
        var options = new BulkWriteOptions
        {
            BypassDocumentValidation = arguments.OptionalBoolean("bypassDocumentValidation"),
            Comment = arguments.Optional("comment"),
            IsOrdered = arguments.OptionalBoolean("ordered") ?? true,
            Let = arguments.OptionalDocument("let"),
        };
        var result = session is null
            ? await collection.BulkWriteAsync(models, options, cancellationToken)
            : await collection.BulkWriteAsync(session, models, options, cancellationToken);
        return ResultDocuments.Of(result, ResultDocuments.InsertedIds(models.Select(x => (x as InsertOneModel<BsonDocument>)?.Document)));
    }

    private static UpdateOptions<BsonDocument> UpdateOptions(Arguments arguments) => new()
    {
        ArrayFilters = arguments.ArrayFilters(),
        BypassDocumentValidation = arguments.OptionalBoolean("bypassDocumentValidation"),
        Collation = arguments.Collation(),
        Comment = arguments.Optional("comment"),
        Hint = arguments.Optional("hint"),
        IsUpsert = arguments.OptionalBoolean("upsert") ?? false,
        Let = arguments.OptionalDocument("let"),
    };

    private static DeleteOptions DeleteOptions(Arguments arguments) => new()
    {
        Collation = arguments.Collation(),
        Comment = arguments.Optional("comment"),
        Hint = arguments.Optional("hint"),
        Let = arguments.OptionalDocument("let"),
    };

    // The driver gives a document without an _id one, and the case's own document stays as it is.
    private static BsonDocument Copy(BsonDocument document) => document.DeepClone().AsBsonDocument;
}
