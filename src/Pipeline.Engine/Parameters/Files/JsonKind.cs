namespace Pipeline.Engine.Parameters.Files;

/// <summary>What a JSON value is.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Number,
    String,
    List,
    Object,
}
