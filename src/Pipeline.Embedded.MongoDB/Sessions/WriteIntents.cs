using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Trees;

namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>What open transactions have changed or read, so that nobody else changes it. Used under the store's writer lock.</summary>
internal sealed class WriteIntents
{
    private readonly Dictionary<(Guid Collection, long RecordId), Transaction> _records = [];
    private readonly Dictionary<(Guid Collection, string Index), Dictionary<byte[], Transaction>> _keys = [];
    private readonly Dictionary<Namespace, Transaction> _names = [];
    private readonly Dictionary<Guid, HashSet<Transaction>> _collections = [];

    public Transaction? HolderOf(Guid collection, long recordId) =>
        _records.Count == 0 ? null : _records.GetValueOrDefault((collection, recordId));

    public Transaction? HolderOf(Guid collection, string index, byte[] key) =>
        _keys.Count > 0 && _keys.TryGetValue((collection, index), out var keys) ? keys.GetValueOrDefault(key) : null;

    public Transaction? HolderOf(Namespace ns) => _names.GetValueOrDefault(ns);

    /// <summary>A transaction other than <paramref name="except"/> that has touched the collection.</summary>
    public Transaction? UserOf(Guid collection, Transaction? except) =>
        _collections.TryGetValue(collection, out var users) ? users.FirstOrDefault(x => x != except) : null;

    public void Claim(Transaction transaction, Guid collection, long recordId) => _records[(collection, recordId)] = transaction;

    public void Claim(Transaction transaction, Guid collection, string index, byte[] key)
    {
        if (!_keys.TryGetValue((collection, index), out var keys))
            _keys[(collection, index)] = keys = new Dictionary<byte[], Transaction>(KeyEquality.Instance);
        keys[key] = transaction;
    }

    public void Claim(Transaction transaction, Namespace ns) => _names[ns] = transaction;

    public void Use(Transaction transaction, Guid collection)
    {
        if (!_collections.TryGetValue(collection, out var users))
            _collections[collection] = users = [];
        users.Add(transaction);
    }

    public void Release(Transaction transaction)
    {
        foreach (var record in _records.Where(x => x.Value == transaction).Select(x => x.Key).ToArray())
            _records.Remove(record);
        foreach (var (index, keys) in _keys.ToArray())
        {
            foreach (var key in keys.Where(x => x.Value == transaction).Select(x => x.Key).ToArray())
                keys.Remove(key);
            if (keys.Count == 0)
                _keys.Remove(index);
        }

        foreach (var name in _names.Where(x => x.Value == transaction).Select(x => x.Key).ToArray())
            _names.Remove(name);
        foreach (var (collection, users) in _collections.ToArray())
        {
            if (users.Remove(transaction) && users.Count == 0)
                _collections.Remove(collection);
        }
    }

    private sealed class KeyEquality : IEqualityComparer<byte[]>
    {
        public static KeyEquality Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => default(BytesOrder).Compare(x, y) == 0;

        public int GetHashCode(byte[] obj)
        {
            var hash = new HashCode();
            hash.AddBytes(obj);
            return hash.ToHashCode();
        }
    }
}
