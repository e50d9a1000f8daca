using System.Globalization;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running;

/// <summary>The driver's result objects as the documents that the format compares.</summary>
internal static class ResultDocuments
{
    public static BsonDocument Of(UpdateResult result)
    {
        if (!result.IsAcknowledged)
            return Unacknowledged();
        var document = new BsonDocument { { "acknowledged", true }, { "matchedCount", result.MatchedCount }, { "modifiedCount", result.ModifiedCount }, { "upsertedCount", result.UpsertedId is null ? 0 : 1 } };
        return Add(document, "upsertedId", result.UpsertedId);
    }

    public static BsonDocument Of(ReplaceOneResult result)
    {
        if (!result.IsAcknowledged)
            return Unacknowledged();
        var document = new BsonDocument { { "acknowledged", true }, { "matchedCount", result.MatchedCount }, { "modifiedCount", result.ModifiedCount }, { "upsertedCount", result.UpsertedId is null ? 0 : 1 } };
        return Add(document, "upsertedId", result.UpsertedId);
    }

    public static BsonDocument Of(DeleteResult result) =>
        result.IsAcknowledged ? new BsonDocument { { "acknowledged", true }, { "deletedCount", result.DeletedCount } } : Unacknowledged();

    /// <summary><paramref name="insertedIds"/> is left out where some requests failed: the driver doesn't say which were done.</summary>
    public static BsonDocument Of(BulkWriteResult<BsonDocument> result, BsonDocument? insertedIds = null)
    {
        if (!result.IsAcknowledged)
            return Unacknowledged();
        var document = new BsonDocument
        {
            { "deletedCount", result.DeletedCount },
            { "insertedCount", result.InsertedCount },
            { "matchedCount", result.MatchedCount },
            { "modifiedCount", result.IsModifiedCountAvailable ? result.ModifiedCount : 0 },
            { "upsertedCount", result.Upserts.Count },
            { "upsertedIds", new BsonDocument(result.Upserts.Select(x => new BsonElement(Key(x.Index), x.Id))) },
        };
        return Add(document, "insertedIds", insertedIds);
    }

    public static BsonDocument Of(ClientBulkWriteResult result)
    {
        if (!result.Acknowledged)
            return Unacknowledged();
        var document = new BsonDocument
        {
            { "insertedCount", result.InsertedCount },
            { "upsertedCount", result.UpsertedCount },
            { "matchedCount", result.MatchedCount },
            { "modifiedCount", result.ModifiedCount },
            { "deletedCount", result.DeletedCount },
        };
        Add(document, "insertResults", Map(result.InsertResults, x => new BsonDocument("insertedId", BsonValue.Create(x.DocumentId))));
        Add(document, "updateResults", Map(result.UpdateResults, x => Add(new BsonDocument { { "matchedCount", x.MatchedCount }, { "modifiedCount", x.ModifiedCount } }, "upsertedId", x.UpsertedId)));
        return Add(document, "deleteResults", Map(result.DeleteResults, x => new BsonDocument("deletedCount", x.DeletedCount)));
    }

    /// <summary>The ids of a bulk write's inserts, by the request's index.</summary>
    public static BsonDocument InsertedIds(IEnumerable<BsonDocument?> documents) =>
        new(documents.Index().Where(x => x.Item is not null).Select(x => new BsonElement(Key(x.Index), x.Item!["_id"])));

    public static BsonDocument Unacknowledged() => new("acknowledged", false);

    private static BsonDocument? Map<T>(IReadOnlyDictionary<int, T>? results, Func<T, BsonDocument> shown) =>
        results is null ? null : new BsonDocument(results.Select(x => new BsonElement(Key(x.Key), shown(x.Value))));

    private static BsonDocument Add(BsonDocument document, string name, BsonValue? value)
    {
        if (value is not null)
            document[name] = value;
        return document;
    }

    private static string Key(int index) => index.ToString(CultureInfo.InvariantCulture);
}
