namespace Nuke.Common.CI.AppVeyor;

/// <summary>How a message is shown on an AppVeyor build's page.</summary>
public enum AppVeyorMessageCategory
{
    /// <summary>As information.</summary>
    Information,

    /// <summary>As a warning.</summary>
    Warning,

    /// <summary>As an error.</summary>
    Error,
}
