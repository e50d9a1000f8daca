namespace Nuke.Common.Utilities.Collections;

public static partial class EnumerableExtensions
{
    /// <summary>The object, what <paramref name="selector"/> makes of it, and so on: until it is <c>null</c>, or as long as <paramref name="traverse"/> allows.</summary>
    public static IEnumerable<T> DescendantsAndSelf<T>(this T obj, Func<T, T?> selector, Func<T, bool>? traverse = null)
    {
        var current = obj;
        while (true)
        {
            yield return current;
            if (traverse != null && !traverse(current))
                yield break;
            if (selector(current) is not { } next || (traverse == null && EqualityComparer<T>.Default.Equals(next, default)))
                yield break;
            current = next;
        }
    }

    /// <summary>What <paramref name="selector"/> makes of the object, and so on; without the object itself.</summary>
    public static IEnumerable<T> Descendants<T>(this T obj, Func<T, T?> selector, Func<T, bool>? traverse = null)
        => obj.DescendantsAndSelf(selector, traverse).Skip(1);

    /// <summary>The object and, depth first, all below it.</summary>
    public static IEnumerable<T> DescendantsAndSelf<T>(this T obj, Func<T, IEnumerable<T>> selector, Func<T, bool>? traverse = null)
        => obj.Descendants(selector, traverse).Prepend(obj);

    /// <summary>Depth first, all below the object. Those that <paramref name="traverse"/> refuses are left out, with all below them.</summary>
    public static IEnumerable<T> Descendants<T>(this T obj, Func<T, IEnumerable<T>> selector, Func<T, bool>? traverse = null)
    {
        foreach (var child in selector(obj))
        {
            if (traverse != null && !traverse(child))
                continue;
            yield return child;
            foreach (var descendant in child.Descendants(selector, traverse))
                yield return descendant;
        }
    }
}
