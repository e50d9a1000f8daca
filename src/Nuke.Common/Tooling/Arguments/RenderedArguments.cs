namespace Nuke.Common.Tooling;

/// <summary>What a process is given for some <see cref="ToolOptions"/>.</summary>
internal sealed class RenderedArguments
{
    public List<string> Arguments { get; set; } = [];

    public List<string> Secrets { get; } = [];

    /// <summary>Values that the tool reads from environment variables.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string? StandardInput { get; set; }
}
