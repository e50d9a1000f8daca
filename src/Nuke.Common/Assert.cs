using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common;

/// <summary>Assertions for build code. A failed one names the expression that was asserted, unless it is given a message.</summary>
[DebuggerStepThrough]
public static class Assert
{
    /// <summary>Fails the target with <paramref name="message"/>.</summary>
    /// <exception cref="PipelineException">Always.</exception>
    [DoesNotReturn]
    public static void Fail(string message, Exception? exception = null)
        => throw new PipelineException(PathErrors.AssertionFailed, message, exception);

    /// <summary>Fails unless <paramref name="condition"/> holds.</summary>
    /// <exception cref="ArgumentException">The condition is false.</exception>
    public static void True([DoesNotReturnIf(false)] bool condition, string? message = null, [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null)
    {
        if (!condition)
            throw Failure(message, "Expected condition to be true", argumentExpression);
    }

    /// <summary>Fails if <paramref name="condition"/> holds.</summary>
    /// <exception cref="ArgumentException">The condition is true.</exception>
    public static void False([DoesNotReturnIf(true)] bool condition, string? message = null, [CallerArgumentExpression(nameof(condition))] string? argumentExpression = null)
    {
        if (condition)
            throw Failure(message, "Expected condition to be false", argumentExpression);
    }

    /// <summary>Fails if <paramref name="obj"/> is <c>null</c>, and otherwise returns it.</summary>
    /// <exception cref="ArgumentException">The object is <c>null</c>.</exception>
    public static T NotNull<T>([NotNull] this T? obj, string? message = null, [CallerArgumentExpression(nameof(obj))] string? argumentExpression = null)
        where T : class
        => obj ?? throw Failure(message, $"Expected object of type '{typeof(T).FullName}' to be not null", argumentExpression);

    /// <summary>Fails if <paramref name="obj"/> has no value, and otherwise returns it.</summary>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static T? NotNull<T>([NotNull] this T? obj, string? message = null, [CallerArgumentExpression(nameof(obj))] string? argumentExpression = null)
        where T : struct
        => obj ?? throw Failure(message, $"Expected object of type '{typeof(T).FullName}' to be not null", argumentExpression);

    /// <summary>Fails if <paramref name="str"/> is <c>null</c> or empty, and otherwise returns it.</summary>
    /// <exception cref="ArgumentException">The string is <c>null</c> or empty.</exception>
    public static string NotNullOrEmpty([NotNull] this string? str, string? message = null, [CallerArgumentExpression(nameof(str))] string? argumentExpression = null)
        => string.IsNullOrEmpty(str) ? throw Failure(message, "Expected string to be not null or empty", argumentExpression) : str;

    /// <summary>Fails if <paramref name="str"/> is <c>null</c>, empty or blank, and otherwise returns it.</summary>
    /// <exception cref="ArgumentException">The string is <c>null</c>, empty or blank.</exception>
    public static string NotNullOrWhiteSpace([NotNull] this string? str, string? message = null, [CallerArgumentExpression(nameof(str))] string? argumentExpression = null)
        => string.IsNullOrWhiteSpace(str) ? throw Failure(message, "Expected string to be not null or whitespace", argumentExpression) : str;

    /// <summary>Fails if <paramref name="collection"/> is <c>null</c> or empty.</summary>
    /// <exception cref="ArgumentException">The collection is <c>null</c> or empty.</exception>
    public static void NotEmpty<T>([NotNull] IReadOnlyCollection<T>? collection, string? message = null, [CallerArgumentExpression(nameof(collection))] string? argumentExpression = null)
    {
        if (collection.NotNull(argumentExpression: argumentExpression).Count == 0)
            throw Failure(message, "Expected collection to be not empty", argumentExpression);
    }

    /// <summary>Fails if <paramref name="collection"/> is <c>null</c> or has items.</summary>
    /// <exception cref="ArgumentException">The collection is <c>null</c> or has items.</exception>
    public static void Empty<T>([NotNull] IReadOnlyCollection<T>? collection, string? message = null, [CallerArgumentExpression(nameof(collection))] string? argumentExpression = null)
    {
        var count = collection.NotNull(argumentExpression: argumentExpression).Count;
        if (count != 0)
            throw Failure(message, $"Expected collection to be empty, but it has {count} items", argumentExpression);
    }

    /// <summary>Fails unless <paramref name="collection"/> has exactly <paramref name="length"/> items.</summary>
    /// <exception cref="ArgumentException">The collection is <c>null</c> or has another length.</exception>
    public static void Count<T>([NotNull] IReadOnlyCollection<T>? collection, int length, string? message = null, [CallerArgumentExpression(nameof(collection))] string? argumentExpression = null)
    {
        var count = collection.NotNull(argumentExpression: argumentExpression).Count;
        if (count != length)
            throw Failure(message, $"Expected collection to have length of {length}, but it has {count} items", argumentExpression);
    }

    /// <summary>Fails unless <paramref name="collection"/> has exactly one item.</summary>
    /// <exception cref="ArgumentException">The collection is <c>null</c> or has none or several items.</exception>
    public static void HasSingleItem<T>([NotNull] IReadOnlyCollection<T>? collection, string? message = null, [CallerArgumentExpression(nameof(collection))] string? argumentExpression = null)
        => Count(collection, length: 1, message, argumentExpression);

    /// <summary>Fails unless there is a file at <paramref name="path"/>.</summary>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static void FileExists([NotNull] string? path, string? message = null, [CallerArgumentExpression(nameof(path))] string? argumentExpression = null)
    {
        if (!File.Exists(path.NotNull(argumentExpression: argumentExpression)))
            throw Failure(message, $"Expected file to exist: {path}", argumentExpression);
    }

    /// <summary>Fails unless there is a directory at <paramref name="path"/>.</summary>
    /// <exception cref="ArgumentException">There is no such directory.</exception>
    public static void DirectoryExists([NotNull] string? path, string? message = null, [CallerArgumentExpression(nameof(path))] string? argumentExpression = null)
    {
        if (!Directory.Exists(path.NotNull(argumentExpression: argumentExpression)))
            throw Failure(message, $"Expected directory to exist: {path}", argumentExpression);
    }

    private static ArgumentException Failure(string? message, string expectation, string? expression)
        => new(message ?? expectation, message == null ? expression : null);
}
