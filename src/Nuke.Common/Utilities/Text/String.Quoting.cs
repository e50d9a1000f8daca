namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    /// <summary>In double quotes if it has a space. An empty or quoted string stays as it is.</summary>
    public static string DoubleQuoteIfNeeded(this string? str) => str.DoubleQuoteIfNeeded(' ');

    /// <summary>In double quotes if it has one of <paramref name="disallowed"/>. An empty or quoted string stays as it is.</summary>
    public static string DoubleQuoteIfNeeded(this string? str, params char?[] disallowed)
        => string.IsNullOrWhiteSpace(str) ? string.Empty
            : str.IsDoubleQuoted() || !HasAny(str, disallowed) ? str
            : str.DoubleQuote();

    /// <summary>In double quotes, with those inside escaped by a backslash.</summary>
    public static string DoubleQuote(this string? str) => $"\"{str?.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    /// <summary>In single quotes if it has a space. An empty or quoted string stays as it is.</summary>
    public static string SingleQuoteIfNeeded(this string? str) => str.SingleQuoteIfNeeded(' ');

    /// <summary>In single quotes if it has one of <paramref name="disallowed"/>. An empty or quoted string stays as it is.</summary>
    public static string SingleQuoteIfNeeded(this string? str, params char?[] disallowed)
        => string.IsNullOrWhiteSpace(str) ? string.Empty
            : str.IsSingleQuoted() || !HasAny(str, disallowed) ? str
            : str.SingleQuote();

    /// <summary>In single quotes, with those inside escaped by a backslash.</summary>
    public static string SingleQuote(this string? str) => $"'{str?.Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>Whether it begins and ends with a double quote.</summary>
    public static bool IsDoubleQuoted(this string str) => str is ['"', .., '"'];

    /// <summary>Whether it begins and ends with a single quote.</summary>
    public static bool IsSingleQuoted(this string str) => str is ['\'', .., '\''];

    private static bool HasAny(string str, char?[] characters) => Array.Exists(characters, x => x is { } character && str.Contains(character));
}
