using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Nuke.Common.Utilities;

public static partial class StringExtensions
{
    /// <summary>With its first character in upper case.</summary>
    public static string Capitalize(this string text) => text is [var first, ..] ? char.ToUpperInvariant(first) + text[1..] : text;

    /// <summary>Whether it is <c>null</c> or empty.</summary>
    public static bool IsNullOrEmpty([NotNullWhen(false)] this string? str) => string.IsNullOrEmpty(str);

    /// <summary>Whether it is <c>null</c>, empty or blank.</summary>
    public static bool IsNullOrWhiteSpace([NotNullWhen(false)] this string? str) => string.IsNullOrWhiteSpace(str);

#nullable disable annotations // As in NUKE: builds don't check.
    /// <summary><c>null</c> if it is empty, otherwise the string.</summary>
    public static string ToNullIfEmpty(this string str) => string.IsNullOrEmpty(str) ? null! : str;

    /// <summary><c>null</c> if it is empty or blank, otherwise the string.</summary>
    public static string ToNullIfWhiteSpace(this string str) => string.IsNullOrWhiteSpace(str) ? null! : str;
#nullable restore annotations

    /// <summary>With braces doubled, as format strings need them. A blank string becomes empty.</summary>
    public static string EscapeBraces(this string? str)
        => string.IsNullOrWhiteSpace(str)
            ? string.Empty
            : str.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    /// <summary>The MD5 of its UTF-8 form, as lower-case hex. Tells changes, not tampering.</summary>
    [SuppressMessage("Security", "CA5351", Justification = "NUKE's hash; it guards nothing.")]
    public static string GetMD5Hash(this string str) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(str)));

    /// <summary>The SHA-256 of its UTF-8 form, as lower-case hex.</summary>
    public static string GetSHA256Hash(this string str) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(str)));

    /// <summary>With spaces in front.</summary>
    public static string Indent(this string text, int count) => new string(' ', count) + text;

    /// <summary>Where a regular expression first matches; 0 if it doesn't, as in NUKE.</summary>
    public static int IndexOfRegex(this string text, [StringSyntax(StringSyntaxAttribute.Regex)] string expression) => Regex.Match(text, expression).Index;

    /// <summary>With another string in front.</summary>
    public static string Prepend(this string? str, string? prependText) => prependText + str;

    /// <summary>With another string behind.</summary>
    public static string Append(this string? str, string? appendText) => str + appendText;

    /// <summary>The character so many times.</summary>
    public static string Repeat(this char ch, int count) => new(ch, count);

    /// <summary>With each match of a regular expression replaced.</summary>
    public static string ReplaceRegex(
        this string str,
        [StringSyntax(StringSyntaxAttribute.Regex)] string pattern,
        MatchEvaluator matchEvaluator,
        RegexOptions options = RegexOptions.None)
        => Regex.Replace(str, pattern, matchEvaluator, options);

    /// <summary>With each <c>\u0041</c> replaced by its character.</summary>
    public static string ReplaceUnicode(this string str)
        => str.ReplaceRegex(@"\\u([0-9a-fA-F]{4})", x => ((char)int.Parse(x.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    /// <summary>With words such as <c>nuget</c> and <c>msbuild</c> in the case that their makers use.</summary>
    public static string ReplaceKnownWords(this string str)
        => s_knownWords.Aggregate(str, (text, word) => text.Replace(word, word, StringComparison.OrdinalIgnoreCase));
}
