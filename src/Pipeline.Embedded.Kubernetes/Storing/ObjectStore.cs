using System.Text.Json.Nodes;

namespace Pipeline.Embedded.Kubernetes.Storing;

/// <summary>All objects. One lock orders the writes and numbers them; what is read is immutable.</summary>
internal sealed class ObjectStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ObjectTable> _tables = new(StringComparer.Ordinal);
    private readonly Journal? _journal;

    // What was written before it is not known as a change.
    private readonly long _firstVersion;
    private long _version = 1;

    /// <param name="journal">Where writes are kept; none for a store in memory.</param>
    public ObjectStore(Journal? journal)
    {
        _journal = journal;
        if (journal?.Read() is not { } kept)
            return;
        _version = kept.Version;
        _firstVersion = kept.Version;
        foreach (var (key, objects) in kept.Objects)
            _tables[key] = new ObjectTable(key, kept.Version, objects);
    }

    /// <summary>Raised for every write, in order, while nobody else writes.</summary>
    public event Action<string, ChangeNode>? Changed;

    /// <summary>The number of the newest write.</summary>
    public long Version
    {
        get
        {
            lock (_lock)
                return _version;
        }
    }

    /// <summary>Nobody writes while <paramref name="action"/> runs; what it reads stays true until it has written.</summary>
    public T Exclusively<T>(Func<T> action)
    {
        lock (_lock)
            return action();
    }

    public ObjectTable Table(string key)
    {
        lock (_lock)
            return TableOf(key);
    }

    public IReadOnlyList<ObjectTable> Tables
    {
        get
        {
            lock (_lock)
                return [.. _tables.Values];
        }
    }

    public StoredObject? Find(string key, string? namespaceName, string name) => Table(key).Find(namespaceName, name);

    public ObjectSnapshot Read(string key)
    {
        lock (_lock)
        {
            var table = TableOf(key);
            return new ObjectSnapshot(table.Objects, _version, table.Latest);
        }
    }

    /// <summary>The objects as they were at a version that isn't in the future; none where it is too old.</summary>
    public ObjectSet? ReadAt(string key, long version)
    {
        lock (_lock)
            return TableOf(key).At(version);
    }

    /// <summary>Where a watch that has seen <paramref name="version"/> goes on; none where it is too old.</summary>
    public ChangeNode? PositionAfter(string key, long version)
    {
        lock (_lock)
            return TableOf(key).After(version);
    }

    /// <summary>Writes an object if it is still <paramref name="expected"/> (none: if there is no such object). The store owns <paramref name="value"/> from then on.</summary>
    /// <returns>The object as stored; none where another write came first.</returns>
    public StoredObject? Put(string key, string? namespaceName, string name, StoredObject? expected, JsonObject value)
    {
        lock (_lock)
        {
            var table = TableOf(key);
            var before = table.Find(namespaceName, name);
            if (!ReferenceEquals(before, expected))
                return null;
            var stored = Stamp(namespaceName, name, _version + 1, value);
            _journal?.Written(key, stored);
            _version++;
            Publish(table, new ChangeNode(_version, before, stored));
            return stored;
        }
    }

    /// <summary>Removes an object if it is still <paramref name="expected"/>. <paramref name="last"/>: its last state; none for the one that it is in.</summary>
    /// <returns>Its last state with the removal's version; none where another write came first.</returns>
    public StoredObject? Remove(string key, StoredObject expected, JsonObject? last = null)
    {
        lock (_lock)
        {
            var table = TableOf(key);
            if (!ReferenceEquals(table.Find(expected.NamespaceName, expected.Name), expected))
                return null;
            var removed = Stamp(expected.NamespaceName, expected.Name, _version + 1, last ?? (JsonObject)expected.Value.DeepClone());
            _journal?.Removed(key, removed);
            _version++;
            Publish(table, new ChangeNode(_version, expected, removed) { IsRemoval = true });
            return removed;
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _journal?.Dispose();
    }

    private static StoredObject Stamp(string? namespaceName, string name, long version, JsonObject value)
    {
        ((JsonObject)value["metadata"]!)["resourceVersion"] = ObjectJson.Version(version);
        return new StoredObject(namespaceName, name, version, value, ObjectJson.Body(value));
    }

    private void Publish(ObjectTable table, ChangeNode change)
    {
        table.Publish(change);
        Changed?.Invoke(table.Key, change);
    }

    private ObjectTable TableOf(string key)
    {
        if (!_tables.TryGetValue(key, out var table))
            _tables[key] = table = new ObjectTable(key, _firstVersion, ObjectSet.Empty);
        return table;
    }
}
