using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Trees;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>
/// The changes of one batch to one collection: documents and all their index entries together. A change that a unique index refuses
/// leaves nothing behind.
/// </summary>
internal sealed class CollectionEditor
{
    private readonly IWriteGuard _guard;
    private readonly TreeEditor<long, byte[], NumberOrder> _records;
    private readonly List<IndexEditor> _indexes = [];
    private CollectionState _start;
    private long _nextRecordId;
    private long _bytes;
    private CollectionState? _state;

    public CollectionEditor(CollectionState start, IWriteGuard guard)
    {
        // What a transaction inserts gets its real record id when it commits; until then, one that nobody else can have.
        _start = start;
        _guard = guard;
        _records = start.Records.Edit();
        _nextRecordId = Math.Max(start.NextRecordId, guard.FirstRecordId);
        _bytes = start.Bytes;
        foreach (var index in start.Indexes)
            _indexes.Add(new IndexEditor(index));
        _state = start;
    }

    /// <summary>The collection's name, options and UUID as they are now; its documents and entries as they were. Costs nothing, as <see cref="State"/> does.</summary>
    public CollectionState Head => _start;

    /// <summary>The collection as it is now. Nodes that were made since it was last asked for are copied before they change again.</summary>
    public CollectionState State => _state ??= _start with
    {
        Records = _records.ToTree(),
        Indexes = [.. _indexes.Select(x => x.ToState())],
        NextRecordId = _nextRecordId,
        Bytes = _bytes,
    };

    /// <exception cref="CommandException">DuplicateKey.</exception>
    public void Insert(byte[] bytes, BsonDocument document, long? recordId = null)
    {
        var id = recordId ?? _nextRecordId;
        var keys = new (byte[][] Keys, bool IsMultikey)[_indexes.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i].Keys = _indexes[i].Definition.KeysOf(document, out keys[i].IsMultikey);
            RequireUnique(_indexes[i], keys[i].Keys, document, except: null);
        }

        Changing();
        for (var i = 0; i < keys.Length; i++)
            _indexes[i].Add(keys[i].Keys, keys[i].IsMultikey, id);
        Add(id, bytes);
    }

    /// <summary>Inserts without the document's values, which only indexes need.</summary>
    public void Append(byte[] bytes, long? recordId)
    {
        if (_indexes.Count > 0)
        {
            Insert(bytes, Documents.Decode(bytes), recordId);
            return;
        }

        Changing();
        Add(recordId ?? _nextRecordId, bytes);
    }

    /// <exception cref="CommandException">DuplicateKey.</exception>
    public void Replace(long recordId, BsonDocument before, byte[] bytes, BsonDocument after)
    {
        if (!_records.TryGet(recordId, out var old))
            throw new InvalidOperationException($"There is no record {recordId} in {_start.Namespace}.");

        _guard.ClaimRecord(_start, recordId, old);
        var changes = new (byte[][] Old, byte[][] New, bool IsMultikey)[_indexes.Count];
        for (var i = 0; i < changes.Length; i++)
        {
            var definition = _indexes[i].Definition;
            changes[i].Old = definition.KeysOf(before, out _);
            changes[i].New = definition.KeysOf(after, out changes[i].IsMultikey);
            RequireUnique(_indexes[i], changes[i].New, after, except: recordId);
        }

        Changing();
        for (var i = 0; i < changes.Length; i++)
        {
            if (Same(changes[i].Old, changes[i].New))
                continue;
            _indexes[i].Remove(changes[i].Old, recordId);
            _indexes[i].Add(changes[i].New, changes[i].IsMultikey, recordId);
        }

        _records.Set(recordId, bytes);
        _bytes += bytes.Length - old.Length;
    }

    public void Delete(long recordId, BsonDocument document)
    {
        if (!_records.TryGet(recordId, out var old))
            throw new InvalidOperationException($"There is no record {recordId} in {_start.Namespace}.");

        _guard.ClaimRecord(_start, recordId, old);
        Remove(recordId, old, document);
    }

    /// <summary>Claims documents without changing them, so that a statement is refused or blocked before its first change.</summary>
    public void Claim(long recordId, byte[] document) => _guard.ClaimRecord(_start, recordId, document);

    public void SetOptions(CollectionOptions options)
    {
        Changing();
        _start = _start with { Options = options };
    }

    public void Rename(Namespace ns)
    {
        Changing();
        _start = _start with { Namespace = ns };
    }

    /// <summary>Builds an index over what is there.</summary>
    /// <exception cref="CommandException">DuplicateKey.</exception>
    public void AddIndex(IndexDefinition definition)
    {
        var built = IndexBuild.Build(definition, State);
        Changing();
        _indexes.Add(new IndexEditor(built));
    }

    public void ChangeIndex(string name, IndexDefinition definition)
    {
        Changing();
        _indexes.First(x => x.Definition.Name == name).Definition = definition;
    }

    public void RemoveIndex(string name)
    {
        Changing();
        _indexes.RemoveAll(x => x.Definition.Name == name);
    }

    private void Changing() => _state = null;

    private void Add(long recordId, byte[] bytes)
    {
        _records.Set(recordId, bytes);
        _nextRecordId = Math.Max(_nextRecordId, recordId + 1);
        _bytes += bytes.Length;
        TrimCapped();
    }

    private void Remove(long recordId, byte[] bytes, BsonDocument document)
    {
        Changing();
        foreach (var index in _indexes)
            index.Remove(index.Definition.KeysOf(document, out _), recordId);
        _records.Remove(recordId);
        _bytes -= bytes.Length;
    }

    private void RequireUnique(IndexEditor index, byte[][] keys, BsonDocument document, long? except)
    {
        if (index.Definition is { IsUnique: false, IsPreparedUnique: false })
            return;

        foreach (var key in keys)
        {
            if (index.Holder(key) is { } holder)
            {
                // A document keeps the keys that it has.
                if (holder == except)
                    continue;
                throw Duplicates.Of(_start.Namespace, index.Definition, document);
            }

            _guard.ClaimKey(_start, index.Definition.Name, key);
        }
    }

    /// <summary>A capped collection forgets its oldest documents. That isn't logged: every reader of the log does the same.</summary>
    private void TrimCapped()
    {
        if (!_start.Options.IsCapped)
            return;

        while (_records.Count > 1 && (_bytes > _start.Options.MaxBytes || _records.Count > _start.Options.MaxDocuments))
        {
            var cursor = _records.Cursor();
            cursor.SeekFirst();
            Remove(cursor.Key, cursor.Value, _indexes.Count == 0 ? [] : Documents.Decode(cursor.Value));
        }
    }

    private static bool Same(byte[][] x, byte[][] y)
    {
        if (x.Length != y.Length)
            return false;
        for (var i = 0; i < x.Length; i++)
        {
            if (!x[i].AsSpan().SequenceEqual(y[i]))
                return false;
        }

        return true;
    }
}
