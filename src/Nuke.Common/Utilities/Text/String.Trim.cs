namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    /// <summary>Without <paramref name="trim"/> at its end, once.</summary>
    public static string TrimEnd(this string str, string trim) => trim.Length > 0 && str.EndsWith(trim, StringComparison.Ordinal) ? str[..^trim.Length] : str;

    /// <summary>Without <paramref name="trim"/> at its start, once.</summary>
    public static string TrimStart(this string str, string trim) => str.StartsWith(trim, StringComparison.Ordinal) ? str[trim.Length..] : str;

    /// <summary>With each run of <paramref name="trim"/> cut down to one.</summary>
    public static string TrimToOne(this string str, string trim)
    {
        if (trim.Length == 0)
            return str;

        while (str.Contains(trim + trim, StringComparison.Ordinal))
            str = str.Replace(trim + trim, trim, StringComparison.Ordinal);
        return str;
    }

    /// <summary>Without line breaks, and with each run of spaces cut down to one.</summary>
    public static string TrimWhitespaces(this string str)
        => str.Replace("\r", string.Empty, StringComparison.Ordinal).Replace("\n", string.Empty, StringComparison.Ordinal).TrimToOne(" ");

    /// <summary>Without the double quotes around it, if it has both.</summary>
    public static string TrimMatchingDoubleQuotes(this string str) => str.IsDoubleQuoted() ? str[1..^1] : str;

    /// <summary>Without the single quotes around it, if it has both.</summary>
    public static string TrimMatchingSingleQuotes(this string str) => str.IsSingleQuoted() ? str[1..^1] : str;

    /// <summary>The first <paramref name="maxChars"/> characters and an ellipsis; a shorter string as it is.</summary>
    public static string Truncate(this string str, int maxChars) => str.Length <= maxChars ? str : str[..maxChars] + "…";
}
