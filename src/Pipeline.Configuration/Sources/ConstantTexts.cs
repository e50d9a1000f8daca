namespace Pipeline.Configuration.Sources;

/// <summary>The constants of source files: <c>const string Variable = "NAME";</c>.</summary>
internal sealed class ConstantTexts
{
    private readonly List<(string File, string Type, string Name, string Value)> constants = [];

    public ConstantTexts(IEnumerable<(string File, IReadOnlyList<Token> Tokens)> files)
    {
        foreach (var (file, tokens) in files)
            Add(file, tokens);
    }

    /// <summary>The value of a constant: of the same file for a bare name, of the type for a qualified one. Null where it isn't known, or not only one.</summary>
    public string? Find(string file, string? type, string name)
    {
        var found = constants.Where(x => x.Name == name && (type is null ? x.File == file : x.Type == type)).Select(x => x.Value).Distinct().ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private void Add(string file, IReadOnlyList<Token> tokens)
    {
        var type = "";
        for (var i = 0; i + 4 < tokens.Count; i++)
        {
            if (tokens[i] is { Kind: TokenKind.Name, Value: "class" or "record" or "struct" or "interface" } && tokens[i + 1] is { Kind: TokenKind.Name, Value: { } declared })
                type = declared;
            if (tokens[i] is { Kind: TokenKind.Name, Value: "const" } && tokens[i + 1] is { Kind: TokenKind.Name, Value: "string" } && tokens[i + 2] is { Kind: TokenKind.Name, Value: { } name }
                && tokens[i + 3].Is("=") && tokens[i + 4] is { Kind: TokenKind.Text, Value: { } value } && i + 5 < tokens.Count && tokens[i + 5].Is(";"))
                constants.Add((file, type, name, value));
        }
    }
}
