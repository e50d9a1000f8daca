namespace Pipeline.Engine.Globbing;

/// <summary>Matches one name against <c>*</c>, <c>?</c> and <c>[…]</c>, in linear time for one star and without recursion for more.</summary>
internal static class GlobWildcard
{
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name, bool ignoreCase)
    {
        int p = 0, n = 0, starAt = -1, resumeAt = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starAt = p++;
                resumeAt = n;
            }
            else if (p < pattern.Length && MatchesOne(pattern[p..], name[n], ignoreCase, out var width))
            {
                p += width;
                n++;
            }
            else if (starAt >= 0)
            {
                p = starAt + 1;
                n = ++resumeAt;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    /// <summary>Where the set that opens at <paramref name="pattern"/>'s first character ends, or -1. A <c>]</c> that comes first is a member.</summary>
    public static int SetEnd(ReadOnlySpan<char> pattern)
    {
        var first = pattern.Length > 1 && pattern[1] is '!' or '^' ? 2 : 1;
        if (first + 1 > pattern.Length)
            return -1;
        var end = pattern[(first + 1)..].IndexOf(']');
        return end < 0 ? -1 : first + 1 + end;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, char c, bool ignoreCase, out int width)
    {
        width = 1;
        switch (pattern[0])
        {
            case '?':
                return true;
            case '[':
                var end = SetEnd(pattern);
                width = end + 1;
                var negated = pattern[1] is '!' or '^';
                return IsInSet(pattern[(negated ? 2 : 1)..end], c, ignoreCase) != negated;
            default:
                return Same(pattern[0], c, ignoreCase);
        }
    }

    private static bool IsInSet(ReadOnlySpan<char> set, char c, bool ignoreCase)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (IsBetween(c, set[i], set[i + 2])
                    || ignoreCase && (IsBetween(char.ToUpperInvariant(c), set[i], set[i + 2]) || IsBetween(char.ToLowerInvariant(c), set[i], set[i + 2])))
                    return true;
                i += 2;
            }
            else if (Same(set[i], c, ignoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBetween(char c, char from, char to) => c >= from && c <= to;

    private static bool Same(char a, char b, bool ignoreCase) =>
        a == b || ignoreCase && char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
