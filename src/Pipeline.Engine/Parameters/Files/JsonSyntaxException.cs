namespace Pipeline.Engine.Parameters.Files;

/// <summary>A text that isn't JSON, with the place where it stops being so.</summary>
internal sealed class JsonSyntaxException(string reason, int offset) : Exception(reason)
{
    public int Offset { get; } = offset;
}
