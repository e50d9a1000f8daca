using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.ChangeStreams;

/// <summary>Documents as they were before a change, where that was kept, and as they are now.</summary>
internal sealed class DocumentImages(Store store)
{
    /// <summary>An event with such a document may be too long; one without is hardly longer than its oplog entry.</summary>
    public const int MaxGrowth = Documents.MaxBytes / 2;

    public BsonDocument? Before(ChangeOperation operation)
    {
        if (operation.Collection is not { } collection || store.Current.Find(Namespace.PreImages) is not { } images)
            return null;

        var id = new BsonDocument { { "nsUUID", Uuids.ToBson(collection) }, { "ts", ClusterClock.ToBson(operation.PreImageTime) }, { "applyOpsIndex", (long)(operation.TransactionIndex ?? 0) } };
        return Lookup.ById(images, id) is { } found ? Documents.Decode(found.Bytes)["preImage"].AsBsonDocument : null;
    }

    /// <summary>As it is now, in the same collection; whether that has another name by now doesn't matter.</summary>
    public BsonDocument? Current(ChangeOperation operation, BsonDocument key)
    {
        var current = store.Current;
        var collection = current.Find(Namespace.Parse(operation.Entry["ns"].AsString));
        if (collection?.Uuid != operation.Collection)
            collection = current.All().FirstOrDefault(x => x.Uuid == operation.Collection);
        return collection is not null && Lookup.ById(collection, key["_id"]) is { } found ? Documents.Decode(found.Bytes) : null;
    }
}
