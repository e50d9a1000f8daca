using System.Collections;
using System.Collections.ObjectModel;

namespace Nuke.Common.Utilities.Collections;

/// <summary>For dictionaries. What changes one returns it, so that calls stay in a chain.</summary>
public static class DictionaryExtensions
{
    /// <summary>Adds a pair.</summary>
    /// <exception cref="ArgumentException">The key is there.</exception>
    public static IDictionary<TKey, TValue> AddPair<TKey, TValue>(this IDictionary<TKey, TValue> dictionary, TKey key, TValue value = default!)
        where TKey : notnull
    {
        dictionary.Add(key, value);
        return dictionary;
    }

    /// <summary>Adds a pair, its value as text.</summary>
    /// <exception cref="ArgumentException">The key is there.</exception>
    public static IDictionary<TKey, string> AddPair<TKey, TValue>(this IDictionary<TKey, string> dictionary, TKey key, TValue value = default!)
        where TKey : notnull
    {
        dictionary.Add(key, value?.ToString()!);
        return dictionary;
    }

    /// <summary>Adds a pair if it has a key.</summary>
    public static IDictionary<TKey, TValue> AddPairWhenKeyNotNull<TKey, TValue>(this IDictionary<TKey, TValue> dictionary, TKey? key, TValue value = default!)
        where TKey : class
        => key is null ? dictionary : dictionary.AddPair(key, value);

    /// <summary>Adds a pair if it has a value.</summary>
    public static IDictionary<TKey, TValue> AddPairWhenValueNotNull<TKey, TValue>(this IDictionary<TKey, TValue> dictionary, TKey key, TValue? value)
        where TKey : notnull
        where TValue : class
        => value is null ? dictionary : dictionary.AddPair(key, value);

    /// <summary>Adds all pairs of another dictionary.</summary>
    /// <exception cref="ArgumentException">A key is there.</exception>
    public static TDictionary AddDictionary<TDictionary, TKey, TValue>(this TDictionary dictionary, IDictionary<TKey, TValue> otherDictionary)
        where TDictionary : IDictionary<TKey, TValue>
        => AddAll(dictionary, otherDictionary);

    /// <summary>Adds all pairs of another dictionary.</summary>
    /// <exception cref="ArgumentException">A key is there.</exception>
    public static TDictionary AddDictionary<TDictionary, TKey, TValue>(this TDictionary dictionary, IReadOnlyDictionary<TKey, TValue> otherDictionary)
        where TDictionary : IDictionary<TKey, TValue>
        => AddAll(dictionary, otherDictionary);

    /// <summary>Sets a key's value, whether it is there or not.</summary>
    public static IDictionary<TKey, TValue> SetKeyValue<TKey, TValue>(this IDictionary<TKey, TValue> dictionary, TKey key, TValue value = default!)
    {
        dictionary[key] = value;
        return dictionary;
    }

    /// <summary>The dictionary for those who only read. Not an extension method, since .NET has that now.</summary>
    public static IReadOnlyDictionary<TKey, TValue> AsReadOnly<TKey, TValue>(IDictionary<TKey, TValue> dictionary)
        where TKey : notnull
        => new ReadOnlyDictionary<TKey, TValue>(dictionary);

    /// <summary>A dictionary with types, of one without.</summary>
    public static Dictionary<TKey, TValue> ToGeneric<TKey, TValue>(this IDictionary dictionary, IEqualityComparer<TKey>? equalityComparer = null)
        where TKey : notnull
    {
        var generic = new Dictionary<TKey, TValue>(dictionary.NotNull().Count, equalityComparer);
        foreach (DictionaryEntry entry in dictionary)
            generic.Add((TKey)entry.Key, (TValue)entry.Value!);
        return generic;
    }

    private static TDictionary AddAll<TDictionary, TKey, TValue>(TDictionary dictionary, IEnumerable<KeyValuePair<TKey, TValue>> pairs)
        where TDictionary : IDictionary<TKey, TValue>
    {
        foreach (var (key, value) in pairs)
            dictionary.Add(key, value);
        return dictionary;
    }
}
