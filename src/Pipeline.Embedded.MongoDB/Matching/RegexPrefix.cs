using System.Text;

namespace Pipeline.Embedded.MongoDB.Matching;

/// <summary>The plain text at the start of an anchored expression such as <c>^abc.*d</c>.</summary>
internal static class RegexPrefix
{
    private const string Special = @"\^$.[]|()?*+{}";

    /// <returns>The prefix, and whether the expression asks for nothing else.</returns>
    public static (string Prefix, bool Only) Of(string pattern, string options)
    {
        var start = pattern.StartsWith('^') ? 1 : pattern.StartsWith(@"\A", StringComparison.Ordinal) ? 2 : 0;
        // A line's start isn't the string's, letters of either case have no one prefix, and blanks may mean nothing.
        var unsuited = options.AsSpan().ContainsAny('i', 'm', 'x');
        if (start == 0 || unsuited || pattern.Contains('|', StringComparison.Ordinal))
            return ("", false);

        var prefix = new StringBuilder();
        var at = start;
        while (at < pattern.Length)
        {
            if (pattern[at] == '\\' && at + 1 < pattern.Length && char.IsAsciiLetterOrDigit(pattern[at + 1]) is false)
            {
                prefix.Append(pattern[at + 1]);
                at += 2;
            }
            else if (!Special.Contains(pattern[at], StringComparison.Ordinal))
            {
                prefix.Append(pattern[at++]);
            }
            else
            {
                break;
            }
        }

        // What may be there not at all, or many times, is no part of the prefix.
        var optional = at < pattern.Length && pattern[at] is ('?' or '*' or '+' or '{');
        if (optional && prefix.Length > 0)
            prefix.Length -= prefix.Length > 1 && char.IsLowSurrogate(prefix[^1]) ? 2 : 1;

        return (prefix.ToString(), !optional && pattern[at..] is ("" or ".*"));
    }
}
