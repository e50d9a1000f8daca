namespace Pipeline.Configuration.Sources;

/// <summary>
/// Finds where C# reads environment variables by .NET's own means. It reads text, not symbols: a call behind a wrapper is seen in the wrapper only, a name is known
/// where it is a literal or a constant, and everything else is told as a read by an unknown name. What reads the environment in no C# file isn't seen.
/// </summary>
public static class EnvironmentReads
{
    private static readonly HashSet<string> s_ofOne = ["GetEnvironmentVariable"];
    private static readonly HashSet<string> s_ofAny = ["GetEnvironmentVariables", "ExpandEnvironmentVariables", "AddEnvironmentVariables"];

    /// <summary>The places, in the order of the files and lines.</summary>
    public static IReadOnlyList<EnvironmentRead> Find(IReadOnlyList<SourceText> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        List<(SourceText Source, IReadOnlyList<Token> Tokens)> files = [.. sources.Select(x => (x, Lexer.Read(x.Text)))];
        var constants = new ConstantTexts(files.Select(x => (x.Source.Path, x.Tokens)));
        return [.. files.SelectMany(x => Find(x.Source.Path, x.Tokens, constants))];
    }

    private static IEnumerable<EnvironmentRead> Find(string file, IReadOnlyList<Token> tokens, ConstantTexts constants)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] is not { Kind: TokenKind.Name, Value: { } call } || !(s_ofOne.Contains(call) || s_ofAny.Contains(call)) || IsDeclaration(tokens, i) || IsNameOf(tokens, i))
                continue;
            yield return new(file, tokens[i].Line, call, s_ofOne.Contains(call) ? Argument(file, tokens, i + 1, constants) : null);
        }
    }

    // "string GetEnvironmentVariable(" declares one of that name; a call follows a dot or another sign, or a keyword.
    private static bool IsDeclaration(IReadOnlyList<Token> tokens, int i) =>
        i > 0 && (tokens[i - 1] is { Kind: TokenKind.Name, Value: not ("return" or "await" or "in" or "is" or "or" or "and" or "not" or "when" or "case" or "else" or "throw" or "yield") } || (i > 1 && tokens[i - 1].Is("?") && tokens[i - 2] is { Kind: TokenKind.Name, Value: "string" }));

    private static bool IsNameOf(IReadOnlyList<Token> tokens, int i)
    {
        var start = i - 1;
        while (start >= 0 && (tokens[start].Is(".") || (tokens[start].Kind == TokenKind.Name && tokens[start].Value != "nameof")))
            start--;
        return start > 0 && tokens[start].Is("(") && tokens[start - 1] is { Kind: TokenKind.Name, Value: "nameof" };
    }

    /// <summary>The first argument, where it is a text or a constant's name.</summary>
    private static string? Argument(string file, IReadOnlyList<Token> tokens, int open, ConstantTexts constants)
    {
        if (open >= tokens.Count || !tokens[open].Is("("))
            return null;
        var end = open + 1;
        while (end < tokens.Count && !tokens[end].Is(",") && !tokens[end].Is(")"))
            end++;
        List<Token> argument = [.. tokens.Skip(open + 1).Take(end - open - 1)];
        return argument switch
        {
            [{ Kind: TokenKind.Text, Value: { } literal }] => literal,
            [{ Kind: TokenKind.Name, Value: { } name }] => constants.Find(file, null, name),
            [.., { Kind: TokenKind.Name, Value: { } type }, { Value: "." }, { Kind: TokenKind.Name, Value: { } name }] when argument.All(x => x.Kind == TokenKind.Name || x.Is(".")) => constants.Find(file, type, name),
            _ => null,
        };
    }
}
