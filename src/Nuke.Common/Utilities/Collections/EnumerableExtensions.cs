namespace Nuke.Common.Utilities.Collections;

/// <summary>For sequences. The files beside this one hold the rest, by concept.</summary>
public static partial class EnumerableExtensions
{
    /// <summary>Runs an action for each item.</summary>
    public static void ForEach<T>(this IEnumerable<T> enumerable, Action<T> action)
    {
        foreach (var item in enumerable)
            action(item);
    }

    /// <summary>Runs an action for each item and its position.</summary>
    public static void ForEach<T>(this IEnumerable<T> enumerable, Action<T, int> action)
    {
        var index = 0;
        foreach (var item in enumerable)
            action(item, index++);
    }

    /// <summary>Runs an action for each item when it is asked for.</summary>
    public static IEnumerable<T> ForEachLazy<T>(this IEnumerable<T> enumerable, Action<T> action)
    {
        foreach (var item in enumerable)
        {
            action(item);
            yield return item;
        }
    }

    /// <summary>The object, then the sequence.</summary>
    public static IEnumerable<T> Concat<T>(this T obj, IEnumerable<T> enumerable) => enumerable.Prepend(obj);

    /// <summary>The sequence, then the others.</summary>
    public static IEnumerable<T> Concat<T>(this IEnumerable<T> enumerable, params T[] others) => Enumerable.Concat(enumerable, others);

    /// <summary>Whether there are no items.</summary>
    public static bool IsEmpty<T>(this IEnumerable<T> enumerable) => !enumerable.Any();

    /// <summary>Whether it is <c>null</c> or there are no items.</summary>
    public static bool IsNullOrEmpty<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(false)] this IEnumerable<T>? enumerable) => enumerable is null || enumerable.IsEmpty();

    /// <summary>The sequence, or an empty one for <c>null</c>.</summary>
    public static IEnumerable<T> ToEmptyIfNull<T>(this IEnumerable<T>? enumerable) => enumerable ?? [];

    /// <summary>The array, or an empty one for <c>null</c>.</summary>
    public static T[] ToEmptyIfNull<T>(this T[]? array) => array ?? [];

    /// <summary>The list, or an empty one for <c>null</c>.</summary>
    public static IList<T> ToEmptyIfNull<T>(this IList<T>? list) => list ?? [];

    /// <summary>The items that aren't <c>null</c>.</summary>
    public static IEnumerable<T> WhereNotNull<T>(this IEnumerable<T?> enumerable)
        where T : class
        => enumerable.Where(x => x is not null)!;

    /// <summary>The items for which a condition doesn't hold; all of them if there is no condition.</summary>
    public static IEnumerable<T> WhereNot<T>(this IEnumerable<T> enumerable, Func<T, bool>? condition)
        => condition is null ? enumerable : enumerable.Where(x => !condition(x));

    /// <summary>The items before the first for which a condition holds.</summary>
    public static IEnumerable<T> TakeUntil<T>(this IEnumerable<T> enumerable, Func<T, bool> condition) => enumerable.TakeWhile(x => !condition(x));

    /// <summary>The items from the first on for which a condition holds.</summary>
    public static IEnumerable<T> SkipUntil<T>(this IEnumerable<T> enumerable, Func<T, bool> condition) => enumerable.SkipWhile(x => !condition(x));

    /// <summary>The first item for each value of <paramref name="selector"/>.</summary>
    public static IEnumerable<TSource> Distinct<TSource, TValue>(this IEnumerable<TSource> enumerable, Func<TSource, TValue> selector)
        => enumerable.DistinctBy(selector);

    /// <summary>The items of a sequence, or the object itself as the only item.</summary>
    public static IEnumerable<T> AsEnumerable<T>(this object obj) => obj is System.Collections.IEnumerable items ? items.Cast<T>() : [(T)obj];

    /// <summary>Whether a sequence begins with another.</summary>
    public static bool SequenceStartsWith<T>(this IEnumerable<T> enumerable, IEnumerable<T> other, IEqualityComparer<T>? comparer = null)
    {
        var start = other.ToList();
        return enumerable.Take(start.Count).SequenceEqual(start, comparer);
    }

    /// <summary>Any one of the items.</summary>
    public static T Random<T>(this IEnumerable<T> collection) => System.Random.Shared.GetItems([.. collection], 1)[0];

    /// <summary>The items in random order.</summary>
    public static ICollection<T> Randomize<T>(this ICollection<T> collection)
    {
        T[] items = [.. collection];
        System.Random.Shared.Shuffle(items);
        return items;
    }
}
