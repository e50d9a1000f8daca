namespace Pipeline.Engine.Globbing;

/// <summary>One part of a pattern, between two separators. Common shapes are recognised once, so that matching a name is one comparison.</summary>
internal sealed class GlobSegment
{
    /// <summary>Any number of directories, none included.</summary>
    public static readonly GlobSegment Tree = new(Shape.Tree, "");

    /// <summary>Any one name.</summary>
    public static readonly GlobSegment Any = new(Shape.Any, "");

    private readonly Shape _shape;

    private GlobSegment(Shape shape, string text)
    {
        _shape = shape;
        Text = text;
    }

    /// <summary>The name for a literal; what is left to compare for the other shapes.</summary>
    public string Text { get; }

    public bool IsTree => _shape == Shape.Tree;

    public bool IsAny => _shape == Shape.Any;

    public bool IsLiteral => _shape == Shape.Literal;

    public static GlobSegment Parse(string text)
    {
        if (text == "**")
            return Tree;
        if (text.AsSpan().IndexOfAny('*', '?', '[') < 0)
            return new GlobSegment(Shape.Literal, text);
        if (text.AsSpan().IndexOfAnyExcept('*') < 0)
            return Any;

        var rest = text.AsSpan(1);
        if (text[0] == '*' && rest.IndexOfAny('*', '?', '[') < 0)
            return new GlobSegment(Shape.Suffix, text[1..]);
        if (text.AsSpan().IndexOfAny('*', '?', '[') == text.Length - 1 && text[^1] == '*')
            return new GlobSegment(Shape.Prefix, text[..^1]);
        return new GlobSegment(Shape.Wildcard, text);
    }

    public bool IsMatch(ReadOnlySpan<char> name, bool ignoreCase)
    {
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return _shape switch
        {
            Shape.Any or Shape.Tree => true,
            Shape.Literal => name.Equals(Text, comparison),
            Shape.Suffix => name.EndsWith(Text, comparison),
            Shape.Prefix => name.StartsWith(Text, comparison),
            _ => GlobWildcard.IsMatch(Text, name, ignoreCase),
        };
    }

    private enum Shape
    {
        Literal,
        Any,
        Tree,
        Suffix,
        Prefix,
        Wildcard,
    }
}
