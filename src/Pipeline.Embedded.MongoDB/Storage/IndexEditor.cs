using Pipeline.Embedded.MongoDB.Indexing;
using Pipeline.Embedded.MongoDB.Trees;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>The changes of one batch to one index.</summary>
internal sealed class IndexEditor(IndexState start)
{
    private readonly TreeEditor<byte[], Nothing, BytesOrder> _entries = start.Entries.Edit();
    private readonly TreeCursor<byte[], Nothing, BytesOrder> _holder = new(null);
    private bool _isMultikey = start.IsMultikey;
    private long _bytes = start.Bytes;

    public IndexDefinition Definition { get; set; } = start.Definition;

    public IndexState ToState() => new() { Definition = Definition, Entries = _entries.ToTree(), IsMultikey = _isMultikey, Bytes = _bytes };

    public void Add(byte[][] keys, bool isMultikey, long recordId)
    {
        _isMultikey |= isMultikey;
        foreach (var key in keys)
        {
            _entries.Set(IndexState.Entry(key, recordId), default);
            _bytes += key.Length + IndexState.RecordIdBytes;
        }
    }

    public void Remove(byte[][] keys, long recordId)
    {
        foreach (var key in keys)
        {
            if (_entries.Remove(IndexState.Entry(key, recordId)))
                _bytes -= key.Length + IndexState.RecordIdBytes;
        }
    }

    /// <summary>The first record that has this key.</summary>
    public long? Holder(byte[] key)
    {
        _holder.Restart(_entries.Root);
        return _holder.Seek(key) && IndexState.KeyOf(_holder.Key).SequenceEqual(key) ? IndexState.RecordIdOf(_holder.Key) : null;
    }
}
