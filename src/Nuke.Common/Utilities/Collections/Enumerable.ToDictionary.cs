using System.Reflection;
using Pipeline.Errors;

namespace Nuke.Common.Utilities.Collections;

public static partial class EnumerableExtensions
{
    /// <summary>A dictionary of the items. For a key that comes twice, <paramref name="exceptionFactory"/> makes the error.</summary>
    public static Dictionary<TKey, TValue> ToDictionary<T, TKey, TValue>(
        this IEnumerable<T> enumerable,
        Func<T, TKey> keySelector,
        Func<T, TValue> valueSelector,
        IEqualityComparer<TKey>? comparer = null,
        Func<ArgumentException, TKey, Exception>? exceptionFactory = null)
        where TKey : notnull
    {
        var dictionary = new Dictionary<TKey, TValue>(comparer);
        foreach (var item in enumerable)
        {
            var key = keySelector(item);
            if (dictionary.TryAdd(key, valueSelector(item)))
                continue;
            var error = new ArgumentException($"The key '{key}' comes twice.", nameof(enumerable));
            throw exceptionFactory?.Invoke(error, key) ?? error;
        }

        return dictionary;
    }

    /// <summary>A dictionary of the items. If keys come twice, the error lists all of them under <paramref name="duplicationMessage"/>.</summary>
    /// <exception cref="ArgumentException">A key comes twice.</exception>
    public static Dictionary<TKey, TValue> ToDictionarySafe<T, TKey, TValue>(
        this IEnumerable<T> enumerable,
        Func<T, TKey> keySelector,
        Func<T, TValue> valueSelector,
        string duplicationMessage)
        where TKey : notnull
    {
        var groups = enumerable.ToLookup(keySelector, valueSelector);
        var twice = groups.Where(x => x.Skip(1).Any()).Select(x => $" - {x.Key}").ToList();
        Assert.True(twice.Count == 0, twice.Prepend($"{duplicationMessage.TrimEnd(':')}:").JoinNewLine());
        return Enumerable.ToDictionary(groups, x => x.Key, x => x.Single());
    }

    /// <summary>A lookup of the items that can be changed.</summary>
    public static LookupTable<TKey, TValue> ToLookupTable<TItem, TKey, TValue>(this IEnumerable<TItem> enumerable, Func<TItem, TKey> keySelector, Func<TItem, TValue> valueSelector)
        where TKey : notnull
        => new(enumerable.ToLookup(keySelector, valueSelector));

    /// <summary>The object's properties as a dictionary.</summary>
    public static IReadOnlyDictionary<TKey, TValue> ToPropertyDictionary<T, TKey, TValue>(this T obj, Func<PropertyInfo, TKey> keySelector, Func<object?, TValue> valueSelector)
        where TKey : notnull
        => Enumerable.ToDictionary(
            obj!.GetType().GetProperties().Where(x => x.GetIndexParameters().Length == 0),
            keySelector,
            x => valueSelector(x.GetValue(obj)));

    /// <summary>The items in an order in which each comes after its dependencies, and those dependencies with them.</summary>
    /// <exception cref="PipelineException">There is a cycle, and <paramref name="throwOnCycle"/> is set.</exception>
    public static IEnumerable<T> TSort<T>(this IEnumerable<T> source, Func<T, IEnumerable<T>> dependencies, bool throwOnCycle = false)
    {
        var sorted = new List<T>();
        var done = new HashSet<T>();
        var path = new List<T>();
        foreach (var item in source)
            Visit(item);
        return sorted;

        void Visit(T item)
        {
            if (throwOnCycle && path.Contains(item))
                Assert.Fail($"Cyclic dependency found: {path.SkipWhile(x => !Equals(x, item)).Append(item).Select(x => x?.ToString()).Join(" -> ")}");
            if (!done.Add(item))
                return;

            path.Add(item);
            foreach (var dependency in dependencies(item))
                Visit(dependency);
            path.RemoveAt(path.Count - 1);
            sorted.Add(item);
        }
    }
}
