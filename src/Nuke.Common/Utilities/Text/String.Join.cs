namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    /// <summary>One string of all, with a separator between them.</summary>
    public static string Join(this IEnumerable<string?> enumerable, string separator) => string.Join(separator, enumerable);

    /// <summary>One string of all, with a separator between them.</summary>
    public static string Join(this IEnumerable<string?> enumerable, char separator) => string.Join(separator, enumerable);

    /// <summary>One string of all, with spaces between them.</summary>
    public static string JoinSpace(this IEnumerable<string?> values) => values.Join(' ');

    /// <summary>One string of all, with dashes between them.</summary>
    public static string JoinDash(this IEnumerable<string?> values) => values.Join('-');

    /// <summary>One string of all, with underscores between them.</summary>
    public static string JoinUnderscore(this IEnumerable<string?> values) => values.Join('_');

    /// <summary>One string of all, with ampersands between them.</summary>
    public static string JoinAmpersand(this IEnumerable<string?> values) => values.Join('&');

    /// <summary>One string of all, with semicolons between them.</summary>
    public static string JoinSemicolon(this IEnumerable<string?> values) => values.Join(';');

    /// <summary>One string of all, with slashes between them.</summary>
    public static string JoinSlash(this IEnumerable<string?> values) => values.Join('/');

    /// <summary>One string of all, with backslashes between them.</summary>
    public static string JoinBackslash(this IEnumerable<string?> values) => values.Join('\\');

    /// <summary>One string of all, with dots between them.</summary>
    public static string JoinDot(this IEnumerable<string?> values) => values.Join('.');

    /// <summary>One string of all, with commas between them.</summary>
    public static string JoinComma(this IEnumerable<string?> values) => values.Join(',');

    /// <summary>One string of all, with a comma and a space between them.</summary>
    public static string JoinCommaSpace(this IEnumerable<string?> values) => values.Join(", ");

    /// <summary><c>a or b</c>, <c>a, b, or c</c>.</summary>
    public static string JoinCommaOr(this IEnumerable<string?> values) => JoinWords(values, "or");

    /// <summary><c>a and b</c>, <c>a, b, and c</c>.</summary>
    public static string JoinCommaAnd(this IEnumerable<string?> values) => JoinWords(values, "and");

    /// <summary>One string of all, with line breaks between them: those of the platform given, or of the running one.</summary>
    public static string JoinNewLine(this IEnumerable<string?> values, PlatformFamily? platformFamily = null)
        => values.Join(NewLineOf(platformFamily));

    internal static string NewLineOf(PlatformFamily? platformFamily) => platformFamily switch
    {
        null => Environment.NewLine,
        PlatformFamily.Windows => "\r\n",
        _ => "\n",
    };

    private static string JoinWords(IEnumerable<string?> values, string conjunction)
        => values.ToArray() switch
        {
            [] => string.Empty,
            [var only] => only ?? string.Empty,
            [var first, var second] => $"{first} {conjunction} {second}",
            [.. var init, var last] => $"{init.JoinCommaSpace()}, {conjunction} {last}",
        };
}
