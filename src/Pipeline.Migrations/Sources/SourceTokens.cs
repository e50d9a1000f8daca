namespace Pipeline.Migrations.Sources;

/// <summary>
/// Cuts C# source into tokens, just enough to tell code from whitespace and comments: names, numbers, strings, characters and operators
/// of two signs are one token, everything else a token for each character. A preprocessor directive is a token up to its line's end, since its end counts.
/// The content of strings counts to the letter, interpolated ones included.
/// </summary>
internal static class SourceTokens
{
    /// <summary>Finds the next token at or after a position.</summary>
    /// <returns>False at the end of the source.</returns>
    public static bool TryNext(string source, int position, out SourceToken token)
    {
        while (position < source.Length && TriviaLength(source, position) is > 0 and var trivia)
            position += trivia;
        token = position < source.Length ? new SourceToken(position, TokenLength(source, position)) : default;
        return position < source.Length;
    }

    private static int TriviaLength(string source, int at)
    {
        // U+FEFF is what a byte order mark becomes.
        if (char.IsWhiteSpace(source[at]) || source[at] == '\uFEFF')
            return 1;
        if (source[at] != '/' || at + 1 == source.Length)
            return 0;
        if (source[at + 1] == '/')
            return LineEnd(source, at) - at;
        if (source[at + 1] != '*')
            return 0;
        var end = source.IndexOf("*/", at + 2, StringComparison.Ordinal);
        return (end < 0 ? source.Length : end + 2) - at;
    }

    private static int TokenLength(string source, int at)
    {
        var first = source[at];
        var literal = StringLiterals.Length(source, at);
        if (literal > 0)
            return literal;
        if (first == '#' && IsFirstOfLine(source, at))
            return DirectiveLength(source, at);
        // A name after @ or a part of a number such as 1_000.5e3: cut the same way each time, which is all a checksum needs.
        if (!IsWord(first))
            return at + 1 < source.Length && IsOperator(first, source[at + 1]) ? 2 : 1;
        var end = at + 1;
        while (end < source.Length && IsWord(source[end]))
            end++;
        return end - at;
    }

    /// <summary>Operators that mean something else when they are torn apart (<c>x = --y</c>). Not <c>&gt;&gt;</c>, which may also close two type arguments.</summary>
    private static bool IsOperator(char first, char second) => (first, second) switch
    {
        ('+', '+') or ('-', '-') or ('&', '&') or ('|', '|') or ('?', '?') or (':', ':') or ('.', '.') or ('<', '<') or ('=', '>') or ('-', '>') => true,
        ('=' or '!' or '<' or '+' or '-' or '*' or '/' or '%' or '&' or '|' or '^', '=') => true,
        _ => false,
    };

    private static int DirectiveLength(string source, int at)
    {
        var end = LineEnd(source, at);
        var comment = source.IndexOf("//", at, end - at, StringComparison.Ordinal);
        if (comment >= 0)
            end = comment;
        while (char.IsWhiteSpace(source[end - 1]))
            end--;
        return end - at;
    }

    private static bool IsFirstOfLine(string source, int at)
    {
        for (var i = at - 1; i >= 0 && source[i] is not ('\n' or '\r'); i--)
        {
            if (!char.IsWhiteSpace(source[i]) && source[i] != '\uFEFF')
                return false;
        }

        return true;
    }

    private static int LineEnd(string source, int at)
    {
        var end = source.AsSpan(at).IndexOfAny("\n\r\u0085\u2028\u2029");
        return end < 0 ? source.Length : at + end;
    }

    private static bool IsWord(char character) => char.IsLetterOrDigit(character) || character == '_' || char.IsSurrogate(character);
}
