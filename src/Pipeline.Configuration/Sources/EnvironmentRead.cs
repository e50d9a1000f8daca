namespace Pipeline.Configuration.Sources;

/// <summary>A place where source code reads the environment.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Call">What is called: <c>GetEnvironmentVariable</c>.</param>
/// <param name="Variable">Which variable; null where that can't be seen: all of them, or a computed name.</param>
public sealed record EnvironmentRead(string File, int Line, string Call, string? Variable)
{
    /// <summary><c>src/X/Y.cs:12</c>.</summary>
    public string Place => $"{File}:{Line}";
}
