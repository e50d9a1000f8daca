using System.Linq.Expressions;

namespace Nuke.Common.Tooling;

/// <summary>Access to single options by the property that stands for them; for fluent methods of your own, inside <c>Modify</c>.</summary>
public interface IOptions
{
    /// <summary>The option's value, or the type's default.</summary>
    T Get<T>(Expression<Func<object>> provider);

    /// <summary>Sets the option. Null takes it out.</summary>
    void Set<T>(Expression<Func<T>> provider, object? value);

    /// <summary>Takes the option out.</summary>
    void Remove<T>(Expression<Func<T>> provider);

    /// <summary>Sets one entry of a dictionary.</summary>
    void SetDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider, TKey key, TValue value) where TKey : notnull;

    /// <summary>Adds one entry to a dictionary; it must not be there yet.</summary>
    void AddDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider, TKey key, TValue value) where TKey : notnull;

    /// <summary>Adds entries to a dictionary; none of them must be there yet.</summary>
    void AddDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider, IEnumerable<KeyValuePair<TKey, TValue>> value) where TKey : notnull;

    /// <summary>Takes one entry out of a dictionary.</summary>
    void RemoveDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider, TKey key) where TKey : notnull;

    /// <summary>Makes a dictionary empty.</summary>
    void ClearDictionary<TKey, TValue>(Expression<Func<IReadOnlyDictionary<TKey, TValue>>> provider) where TKey : notnull;

    /// <summary>Adds items to a collection.</summary>
    void AddCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider, params T[] value);

    /// <summary>Adds items to a collection.</summary>
    void AddCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider, IEnumerable<T> value);

    /// <summary>Takes items out of a collection.</summary>
    void RemoveCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider, params T[] value);

    /// <summary>Takes items out of a collection.</summary>
    void RemoveCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider, IEnumerable<T> value);

    /// <summary>Makes a collection empty.</summary>
    void ClearCollection<T>(Expression<Func<IReadOnlyCollection<T>>> provider);
}
