namespace Pipeline.Migrations.Sources;

/// <summary>Finds where a string or character literal ends: regular, verbatim, raw, and interpolated ones with strings inside.</summary>
internal static class StringLiterals
{
    /// <summary>Length of the literal that begins here, or 0 where none does. An unterminated one reaches to the end of the source.</summary>
    public static int Length(string source, int at)
    {
        if (source[at] == '\'')
            return EndOfRegular(source, at + 1, '\'') - at;

        var dollars = 0;
        var isVerbatim = false;
        var i = at;
        for (; i < source.Length && source[i] is '$' or '@'; i++)
        {
            dollars += source[i] == '$' ? 1 : 0;
            isVerbatim |= source[i] == '@';
        }

        if (i >= source.Length || source[i] != '"')
            return 0;

        var quotes = Run(source, i, '"');
        if (quotes >= 3 && !isVerbatim)
            return EndOfRaw(source, i + quotes, quotes, dollars) - at;
        if (dollars > 0)
            return EndOfInterpolated(source, i + 1, isVerbatim) - at;
        return (isVerbatim ? EndOfVerbatim(source, i + 1) : EndOfRegular(source, i + 1, '"')) - at;
    }

    private static int EndOfRegular(string source, int at, char quote)
    {
        // A line end closes an unterminated one: better one odd token than the rest of the file as one.
        for (var i = at; i < source.Length; i++)
        {
            if (source[i] == '\\')
                i++;
            else if (source[i] == quote)
                return i + 1;
            else if (source[i] is '\n' or '\r')
                return i;
        }

        return source.Length;
    }

    private static int EndOfVerbatim(string source, int at)
    {
        for (var i = at; i < source.Length; i++)
        {
            if (source[i] != '"')
                continue;
            if (i + 1 < source.Length && source[i + 1] == '"')
                i++;
            else
                return i + 1;
        }

        return source.Length;
    }

    private static int EndOfInterpolated(string source, int at, bool isVerbatim)
    {
        for (var i = at; i < source.Length; i++)
        {
            switch (source[i])
            {
                case '\\' when !isVerbatim:
                    i++;
                    break;
                case '"' when isVerbatim && i + 1 < source.Length && source[i + 1] == '"':
                    i++;
                    break;
                case '"':
                    return i + 1;
                case '{' when i + 1 < source.Length && source[i + 1] == '{':
                    i++;
                    break;
                case '{':
                    i = EndOfHole(source, i + 1, 1) - 1;
                    break;
            }
        }

        return source.Length;
    }

    private static int EndOfRaw(string source, int at, int quotes, int dollars)
    {
        for (var i = at; i < source.Length; i++)
        {
            if (source[i] == '"')
            {
                var run = Run(source, i, '"');
                if (run >= quotes)
                    return i + run;
                i += run - 1;
            }
            else if (dollars > 0 && source[i] == '{')
            {
                var run = Run(source, i, '{');
                i += run - 1;
                if (run >= dollars)
                    i = EndOfHole(source, i + 1, dollars) - 1;
            }
        }

        return source.Length;
    }

    /// <summary>Skips an interpolation's expression: braces nest, and strings, characters and comments in it may hold anything.</summary>
    private static int EndOfHole(string source, int at, int braces)
    {
        var depth = 0;
        for (var i = at; i < source.Length;)
        {
            if (source[i] == '}' && depth == 0)
                return Math.Min(i + braces, source.Length);
            if (Length(source, i) is > 0 and var literal)
            {
                i += literal;
                continue;
            }

            if (source[i] == '/' && i + 1 < source.Length && source[i + 1] == '*' && source.IndexOf("*/", i + 2, StringComparison.Ordinal) is > 0 and var end)
            {
                i = end + 2;
                continue;
            }

            depth += source[i] switch { '{' => 1, '}' => -1, _ => 0 };
            i++;
        }

        return source.Length;
    }

    private static int Run(string source, int at, char character)
    {
        var end = at;
        while (end < source.Length && source[end] == character)
            end++;
        return end - at;
    }
}
