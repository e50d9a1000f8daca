using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Indexing;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>The error of a unique index.</summary>
internal static class Duplicates
{
    public static CommandException Of(Namespace ns, IndexDefinition index, BsonDocument document)
    {
        var value = new BsonDocument(index.Fields.Select(x => new BsonElement(x.Path.Text, ValueAt(document, x.Path.Parts))));
        return new CommandException(ServerError.DuplicateKey, $"E11000 duplicate key error collection: {ns} index: {index.Name} dup key: {ShellText.Of(value)}")
        {
            Details = new BsonDocument { { "keyPattern", index.Key.DeepClone() }, { "keyValue", value } },
        };
    }

    /// <summary>Before an index becomes unique.</summary>
    /// <exception cref="CommandException">CannotConvertIndexToUnique, with the ids of documents that have one key.</exception>
    public static void RequireNone(CollectionState collection, IndexState index)
    {
        var violations = new BsonArray();
        byte[]? last = null;
        BsonArray? together = null;
        var cursor = index.Entries.Cursor();
        for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
        {
            var entry = cursor.Key;
            if (last is null || !IndexState.KeyOf(entry).SequenceEqual(IndexState.KeyOf(last)))
                together = null;
            else if (together is null)
                violations.Add(new BsonDocument("ids", together = [IdOf(collection, last), IdOf(collection, entry)]));
            else
                together.Add(IdOf(collection, entry));
            last = entry;
        }

        if (violations.Count > 0)
        {
            throw new CommandException(ServerError.CannotConvertIndexToUnique, "Cannot convert the index to unique. Please resolve conflicting documents before running collMod again.")
            {
                Details = new BsonDocument("violations", violations),
            };
        }
    }

    private static BsonValue IdOf(CollectionState collection, byte[] entry) =>
        collection.Records.TryGet(IndexState.RecordIdOf(entry), out var bytes) ? Documents.Decode(bytes).GetValue("_id", BsonNull.Value) : BsonNull.Value;

    /// <summary>What the document has at the path; of an array, the first element on the way.</summary>
    private static BsonValue ValueAt(BsonDocument document, IReadOnlyList<string> parts)
    {
        BsonValue value = document;
        foreach (var part in parts)
        {
            if (value is BsonArray array)
                value = array.FirstOrDefault(x => x is BsonDocument inner && inner.Contains(part)) ?? BsonNull.Value;
            if (value is not BsonDocument here || !here.TryGetValue(part, out value!))
                return BsonNull.Value;
        }

        return value is BsonArray { Count: > 0 } values ? values[0] : value;
    }
}
