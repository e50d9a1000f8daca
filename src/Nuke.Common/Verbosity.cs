namespace Nuke.Common;

/// <summary>How much a build prints.</summary>
public enum Verbosity
{
    /// <summary>Everything, with stack traces.</summary>
    Verbose,

    /// <summary>What targets say and what tools print.</summary>
    Normal,

    /// <summary>Warnings and errors, and the summary.</summary>
    Minimal,

    /// <summary>Errors only.</summary>
    Quiet,
}
