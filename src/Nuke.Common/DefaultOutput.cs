namespace Nuke.Common;

/// <summary>Parts of the output that a build can turn off with <see cref="DisableDefaultOutputAttribute"/>.</summary>
public enum DefaultOutput
{
    /// <summary>The first lines.</summary>
    Logo,

    /// <summary>The line at a target's start.</summary>
    TargetHeader,

    /// <summary>Collapsible groups on a build server.</summary>
    TargetCollapse,

    /// <summary>The repeated warnings and errors at the end.</summary>
    ErrorsAndWarnings,

    /// <summary>The table of targets.</summary>
    TargetOutcome,

    /// <summary>The last line.</summary>
    BuildOutcome,

    /// <summary>The time before each line.</summary>
    Timestamps,
}
