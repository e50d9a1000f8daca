namespace Pipeline.Engine.Parameters.Files;

/// <summary>A JSON value that knows where it stands, so that mistakes can be shown and a value be replaced without touching the rest of its file.</summary>
internal sealed class JsonValue(JsonKind kind, int start)
{
    public JsonKind Kind { get; } = kind;

    /// <summary>Offset of its first character.</summary>
    public int Start { get; } = start;

    /// <summary>Offset after its last character.</summary>
    public int End { get; set; }

    /// <summary>A string's text, a number as written, <c>true</c> or <c>false</c>.</summary>
    public string Text { get; init; } = "";

    public List<JsonValue> Items { get; } = [];

    public List<JsonMember> Members { get; } = [];

    /// <summary>For messages: the text, or what kind of thing it is.</summary>
    public string Shown => Kind switch
    {
        JsonKind.Object => "an object",
        JsonKind.List => "a list",
        JsonKind.Null => "null",
        _ => $"'{Text}'",
    };
}

/// <summary>A name and its value in an object.</summary>
internal sealed record JsonMember(string Name, int Start, JsonValue Value);
