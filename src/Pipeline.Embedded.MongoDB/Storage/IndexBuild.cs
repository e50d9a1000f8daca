using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Trees;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Builds an index over a collection's documents: all keys first, sorted once, then appended in order.</summary>
internal static class IndexBuild
{
    /// <exception cref="Errors.CommandException">DuplicateKey, of a unique index; CannotIndexParallelArrays.</exception>
    public static IndexState Build(IndexDefinition definition, CollectionState collection)
    {
        var entries = new List<byte[]>((int)Math.Min(collection.Records.Count, int.MaxValue / 2));
        var isMultikey = false;
        var cursor = collection.Records.Cursor();
        for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
        {
            var keys = definition.KeysOf(Documents.Decode(cursor.Value), out var isArray);
            foreach (var key in keys)
                entries.Add(IndexState.Entry(key, cursor.Key));
            isMultikey |= isArray;
        }

        entries.Sort(default(BytesOrder));
        var editor = new IndexTree().Edit();
        long bytes = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            if (definition.IsUnique && i > 0 && IndexState.KeyOf(entries[i]).SequenceEqual(IndexState.KeyOf(entries[i - 1])))
                throw Duplicates.Of(collection.Namespace, definition, Documents.Decode(Record(collection, entries[i])));
            editor.Set(entries[i], default);
            bytes += entries[i].Length;
        }

        return new IndexState { Definition = definition, Entries = editor.ToTree(), IsMultikey = isMultikey, Bytes = bytes };
    }

    private static byte[] Record(CollectionState collection, byte[] entry) =>
        collection.Records.TryGet(IndexState.RecordIdOf(entry), out var bytes) ? bytes : throw new InvalidOperationException("An index entry without a record.");
}
