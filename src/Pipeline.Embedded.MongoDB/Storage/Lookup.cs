using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Indexing;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Finds a document by its _id.</summary>
internal static class Lookup
{
    public static (long RecordId, byte[] Bytes)? ById(CollectionState collection, BsonValue id)
    {
        if (collection.Indexes.IsEmpty)
            return null;

        var index = collection.Indexes[0];
        var writer = new KeyWriter(stackalloc byte[256], index.Definition.Collation);
        writer.Write(id, descending: false);
        return ByKey(collection, index, writer.ToArray());
    }

    public static (long RecordId, byte[] Bytes)? ByKey(CollectionState collection, IndexState index, byte[] key)
    {
        var cursor = index.Entries.Cursor();
        if (!cursor.Seek(key) || !IndexState.KeyOf(cursor.Key).SequenceEqual(key))
            return null;
        var recordId = IndexState.RecordIdOf(cursor.Key);
        return collection.Records.TryGet(recordId, out var bytes) ? (recordId, bytes) : null;
    }
}
