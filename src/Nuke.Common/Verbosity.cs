namespace Nuke.Common;

/// <summary>How much a build prints.</summary>
public enum Verbosity
{
    /// <summary>Everything, with stack traces.</summary>
    Verbose,

    /// <summary>What targets say and what tools print.</summary>
    Normal,

    /// <summary>What targets say, without the output of their tools.</summary>
    Minimal,

    /// <summary>Errors only.</summary>
    Quiet,
}
