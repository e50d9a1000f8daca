namespace Nuke.Common.Utilities.Collections;

/// <summary>For lookups.</summary>
public static class LookupExtensions
{
    /// <summary>A copy that can be changed.</summary>
    public static LookupTable<TKey, TValue> ToLookupTable<TKey, TValue>(this ILookup<TKey, TValue> lookup, IEqualityComparer<TKey>? comparer = null)
        where TKey : notnull
        => new(lookup, comparer);
}
