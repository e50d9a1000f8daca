using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary>A capped collection with as many of another one's newest documents as it holds.</summary>
internal static class CappedCopy
{
    public static void Write(WriteBatch batch, CollectionState source, Namespace target, long bytes)
    {
        batch.Create(target, CollectionSpecification.Parse(new BsonDocument { { "capped", true }, { "size", bytes } }));
        var cursor = source.Records.Cursor();
        for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
            batch.Insert(target, cursor.Value, Documents.Decode(cursor.Value));
    }
}
