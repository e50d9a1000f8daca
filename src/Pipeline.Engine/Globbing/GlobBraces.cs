using Pipeline.Errors;

namespace Pipeline.Engine.Globbing;

/// <summary>Writes <c>{a,b}</c> out: each alternative becomes a pattern of its own. A brace without a comma stands for itself.</summary>
internal static class GlobBraces
{
    /// <summary>More alternatives than this in one pattern are taken for a mistake.</summary>
    private const int MaxAlternatives = 1024;

    public static IReadOnlyList<string> Expand(string pattern)
    {
        if (!pattern.Contains('{', StringComparison.Ordinal))
            return [pattern];

        var expanded = new List<string>();
        Expand(pattern, 0, pattern, expanded);
        return expanded;
    }

    private static void Expand(string text, int from, string whole, List<string> expanded)
    {
        var open = NextOpen(text, from);
        if (open < 0)
        {
            if (expanded.Count == MaxAlternatives)
                throw Malformed(whole, $"its braces stand for more than {MaxAlternatives} alternatives; use * or several patterns");
            expanded.Add(text);
            return;
        }

        var commas = new List<int>();
        var close = FindClose(text, open, commas);
        if (close < 0)
            throw Malformed(whole, "a { has no }");
        if (commas.Count == 0)
        {
            // As in a shell, {x} stands for itself: there is nothing to choose from.
            Expand(text, open + 1, whole, expanded);
            return;
        }

        commas.Add(close);
        var start = open + 1;
        foreach (var comma in commas)
        {
            Expand(string.Concat(text.AsSpan(0, open), text.AsSpan(start, comma - start), text.AsSpan(close + 1)), open, whole, expanded);
            start = comma + 1;
        }
    }

    private static int NextOpen(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '{')
                return i;
            i = SkipSet(text, i);
        }

        return -1;
    }

    private static int FindClose(string text, int open, List<int> commas)
    {
        var depth = 0;
        for (var i = open + 1; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '{':
                    depth++;
                    break;
                case '}' when depth-- == 0:
                    return i;
                case ',' when depth == 0:
                    commas.Add(i);
                    break;
                default:
                    i = SkipSet(text, i);
                    break;
            }
        }

        return -1;
    }

    private static int SkipSet(string text, int at)
    {
        if (text[at] != '[')
            return at;
        var end = GlobWildcard.SetEnd(text.AsSpan(at));
        return end < 0 ? at : at + end;
    }

    private static PipelineException Malformed(string pattern, string why) =>
        new(GlobErrors.Malformed, $"Pattern '{pattern}' can't be read: {why}.");
}
