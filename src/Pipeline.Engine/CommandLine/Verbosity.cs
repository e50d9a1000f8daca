namespace Pipeline.Engine.CommandLine;

/// <summary>How much a build says.</summary>
public enum Verbosity
{
    /// <summary>Errors only.</summary>
    Quiet,

    /// <summary>Warnings and errors, and the summary.</summary>
    Minimal,

    /// <summary>What targets say. The default.</summary>
    Normal,

    /// <summary>Everything, with stack traces.</summary>
    Verbose,
}
