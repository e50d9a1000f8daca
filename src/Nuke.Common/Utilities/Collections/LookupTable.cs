using System.Collections;

namespace Nuke.Common.Utilities.Collections;

/// <summary>A lookup, several values for each key, that can be changed. A key without values isn't there.</summary>
public class LookupTable<TKey, TValue> : ILookup<TKey, TValue>
    where TKey : notnull
{
    private readonly Dictionary<TKey, List<TValue>> _values;

    /// <summary>An empty table.</summary>
    public LookupTable()
        : this(new Dictionary<TKey, List<TValue>>())
    {
    }

    /// <summary>An empty table with its own idea of which keys are the same.</summary>
    public LookupTable(IEqualityComparer<TKey> comparer)
        : this(new Dictionary<TKey, List<TValue>>(comparer))
    {
    }

    /// <summary>A copy of a lookup.</summary>
    public LookupTable(ILookup<TKey, TValue> lookupTable, IEqualityComparer<TKey>? comparer = null)
        : this(new Dictionary<TKey, List<TValue>>(comparer))
    {
        foreach (var group in lookupTable)
            AddRange(group.Key, group);
    }

    /// <summary>A table on a dictionary, which it goes on using.</summary>
    public LookupTable(Dictionary<TKey, List<TValue>> dictionary) => _values = dictionary;

    /// <summary>The number of keys that have values.</summary>
    public int Count => _values.Values.Count(x => x.Count > 0);

    /// <summary>The key's values; none for an unknown key.</summary>
    public IEnumerable<TValue> this[TKey key] => _values.TryGetValue(key, out var values) ? values : [];

    /// <summary>Adds a value.</summary>
    public void Add(TKey key, TValue value) => ListOf(key).Add(value);

    /// <summary>Adds values.</summary>
    public void AddRange(TKey key, IEnumerable<TValue> values) => ListOf(key).AddRange(values);

    /// <summary>Removes a key with its values.</summary>
    public void Remove(TKey key) => _values.Remove(key);

    /// <summary>Removes one value.</summary>
    public void Remove(TKey key, TValue value)
    {
        if (_values.TryGetValue(key, out var values))
            values.Remove(value);
    }

    /// <summary>Removes everything.</summary>
    public void Clear() => _values.Clear();

    /// <summary>Whether the key has values.</summary>
    public bool Contains(TKey key) => _values.TryGetValue(key, out var values) && values.Count > 0;

    /// <summary>The table for those who only read.</summary>
    public ILookup<TKey, TValue> AsReadOnly() => this;

    /// <inheritdoc />
    public IEnumerator<IGrouping<TKey, TValue>> GetEnumerator()
        => _values
            .Where(x => x.Value.Count > 0)
            .Select(IGrouping<TKey, TValue> (x) => new Group(x.Key, x.Value))
            .GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<TValue> ListOf(TKey key)
    {
        if (!_values.TryGetValue(key, out var values))
            _values[key] = values = [];
        return values;
    }

    private sealed class Group(TKey key, List<TValue> values) : IGrouping<TKey, TValue>
    {
        public TKey Key => key;

        public IEnumerator<TValue> GetEnumerator() => values.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
