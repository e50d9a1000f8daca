using System.Diagnostics.CodeAnalysis;

namespace Nuke.Common.Utilities.Collections;

public static partial class EnumerableExtensions
{
    /// <summary>The only item for which a condition holds, or the type's default if there is none.</summary>
    /// <exception cref="InvalidOperationException">There are several; with <paramref name="message"/>.</exception>
    [return: MaybeNull]
    public static T SingleOrDefaultOrError<T>(this IEnumerable<T> enumerable, Func<T, bool> predicate, string message)
        => enumerable.Where(predicate).SingleOrDefaultOrError(message);

    /// <summary>The only item, or the type's default if there is none.</summary>
    /// <exception cref="InvalidOperationException">There are several; with <paramref name="message"/>.</exception>
    [return: MaybeNull]
    public static T SingleOrDefaultOrError<T>(this IEnumerable<T> enumerable, string message)
        => AtMostTwo(enumerable) switch
        {
            [] => default,
            [var only] => only,
            _ => throw new InvalidOperationException(message),
        };

    /// <summary>The only item for which a condition holds.</summary>
    /// <exception cref="InvalidOperationException">There is none, or there are several; with <paramref name="message"/>.</exception>
    public static T SingleOrError<T>(this IEnumerable<T> enumerable, Func<T, bool> predicate, string message)
        => enumerable.Where(predicate).SingleOrError(message);

    /// <summary>The only item.</summary>
    /// <exception cref="InvalidOperationException">There is none, or there are several; with <paramref name="message"/>.</exception>
    public static T SingleOrError<T>(this IEnumerable<T> enumerable, string message)
        => AtMostTwo(enumerable) is [var only] ? only : throw new InvalidOperationException(message);

    private static List<T> AtMostTwo<T>(IEnumerable<T> items) => [.. items.Take(2)];
}
