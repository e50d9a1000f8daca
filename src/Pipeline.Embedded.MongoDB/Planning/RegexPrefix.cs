using System.Text;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>The characters that every match of an anchored regular expression begins with.</summary>
internal static class RegexPrefix
{
    public static string Of(string pattern, string options)
    {
        if (options.AsSpan().IndexOfAny('i', 'm', 'x') >= 0 || pattern.Contains('|', StringComparison.Ordinal))
            return "";

        var position = pattern.StartsWith('^') ? 1 : pattern.StartsWith("\\A", StringComparison.Ordinal) ? 2 : 0;
        if (position == 0)
            return "";

        var prefix = new StringBuilder();
        while (position < pattern.Length && Literal(pattern, ref position) is { } character)
        {
            // What may come any number of times, none included, isn't a part of every match.
            if (position < pattern.Length && pattern[position] is '*' or '?' or '{')
                break;
            prefix.Append(character);
            if (position < pattern.Length && pattern[position] == '+')
                break;
        }

        // Half a character is no prefix in UTF-8.
        while (prefix.Length > 0 && char.IsSurrogate(prefix[^1]))
            prefix.Length--;
        return prefix.ToString();
    }

    private static char? Literal(string pattern, ref int position)
    {
        var character = pattern[position];
        if (character == '\\')
        {
            if (position + 1 >= pattern.Length || char.IsAsciiLetterOrDigit(pattern[position + 1]))
                return null;
            position += 2;
            return pattern[position - 1];
        }

        if (".[]()*+?{}^$".Contains(character, StringComparison.Ordinal))
            return null;
        position++;
        return character;
    }
}
