using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Trees;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary>Reads the records of a collection that only grows, in their order, and goes on with those that have come since.</summary>
internal sealed class TailReader(Store store, Namespace ns, long after)
{
    private CollectionState? _seen;
    private TreeCursor<long, byte[], NumberOrder>? _cursor;

    /// <summary>The id of the last record that was read; at first, one before the first to read.</summary>
    public long Position { get; private set; } = after;

    /// <summary>Asked when the collection has changed since it was read to its end, before it is read on. It throws if there is no going on.</summary>
    public required Action<CollectionState?, TailReader> Check { get; init; }

    /// <returns>The next record, or <see langword="null"/>: there is none for now.</returns>
    public byte[]? Next()
    {
        if (_cursor is null)
        {
            var collection = store.Current.Find(ns);
            if (ReferenceEquals(collection, _seen))
                return null;
            Check(collection, this);
            _seen = collection;
            if (collection is null)
                return null;
            var cursor = collection.Records.Cursor();
            if (!cursor.Seek(Position + 1))
                return null;
            _cursor = cursor;
        }
        else if (!_cursor.MoveNext())
        {
            // What it holds of the past is let go; the collection may be further by now.
            _cursor = null;
            return Next();
        }

        Position = _cursor.Key;
        return _cursor.Value;
    }
}
