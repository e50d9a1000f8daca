namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    /// <summary>Whether it contains another string, whatever the case.</summary>
    public static bool ContainsOrdinalIgnoreCase(this string str, string other) => str.Contains(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is another string, whatever the case.</summary>
    public static bool EqualsOrdinalIgnoreCase(this string? str, string? other) => string.Equals(str, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it starts with another string, whatever the case.</summary>
    public static bool StartsWithOrdinalIgnoreCase(this string str, string other) => str.StartsWith(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it ends with another string, whatever the case.</summary>
    public static bool EndsWithOrdinalIgnoreCase(this string str, string other) => str.EndsWith(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it contains one of the others, whatever the case.</summary>
    public static bool ContainsAnyOrdinalIgnoreCase(this string str, params string[] others) => others.Any(str.ContainsOrdinalIgnoreCase);

    /// <summary>Whether it contains one of the others, whatever the case.</summary>
    public static bool ContainsAnyOrdinalIgnoreCase(this string str, IEnumerable<string> others) => others.Any(str.ContainsOrdinalIgnoreCase);

    /// <summary>Whether it is one of the others, whatever the case.</summary>
    public static bool EqualsAnyOrdinalIgnoreCase(this string str, params string[] others) => others.Any(str.EqualsOrdinalIgnoreCase);

    /// <summary>Whether it is one of the others, whatever the case.</summary>
    public static bool EqualsAnyOrdinalIgnoreCase(this string str, IEnumerable<string> others) => others.Any(str.EqualsOrdinalIgnoreCase);

    /// <summary>Whether it starts with one of the others.</summary>
    public static bool StartsWithAny(this string str, params string[] others) => str.StartsWithAny(others.AsEnumerable());

    /// <summary>Whether it starts with one of the others.</summary>
    public static bool StartsWithAny(this string str, IEnumerable<string> others) => others.Any(x => str.StartsWith(x, StringComparison.Ordinal));

    /// <summary>Whether it starts with one of the others, whatever the case.</summary>
    public static bool StartsWithAnyOrdinalIgnoreCase(this string str, params string[] others) => others.Any(str.StartsWithOrdinalIgnoreCase);

    /// <summary>Whether it starts with one of the others, whatever the case.</summary>
    public static bool StartsWithAnyOrdinalIgnoreCase(this string str, IEnumerable<string> others) => others.Any(str.StartsWithOrdinalIgnoreCase);

    /// <summary>Whether it ends with one of the others.</summary>
    public static bool EndsWithAny(this string str, params string[] others) => str.EndsWithAny(others.AsEnumerable());

    /// <summary>Whether it ends with one of the others.</summary>
    public static bool EndsWithAny(this string str, IEnumerable<string> others) => others.Any(x => str.EndsWith(x, StringComparison.Ordinal));

    /// <summary>Whether it ends with one of the others, whatever the case.</summary>
    public static bool EndsWithAnyOrdinalIgnoreCase(this string str, params string[] others) => others.Any(str.EndsWithOrdinalIgnoreCase);

    /// <summary>Whether it ends with one of the others, whatever the case.</summary>
    public static bool EndsWithAnyOrdinalIgnoreCase(this string str, IEnumerable<string> others) => others.Any(str.EndsWithOrdinalIgnoreCase);
}
