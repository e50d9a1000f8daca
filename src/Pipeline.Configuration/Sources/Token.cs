namespace Pipeline.Configuration.Sources;

internal enum TokenKind
{
    Name,
    Text,
    Sign,
}

/// <summary>A piece of C#: a name or number, a literal text with its value (null for one with holes), or a sign.</summary>
internal readonly record struct Token(TokenKind Kind, string? Value, int Line)
{
    public bool Is(string sign) => Kind == TokenKind.Sign && Value == sign;
}
