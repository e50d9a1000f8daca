namespace Nuke.Common.CI.TeamCity;

/// <summary>What TeamCity does when a report has nothing. The names are those of the service messages.</summary>
public enum TeamCityNoDataPublishedAction
{
    /// <summary>A line in the log.</summary>
    info,

    /// <summary>Nothing.</summary>
    nothing,

    /// <summary>A warning.</summary>
    warning,

    /// <summary>An error.</summary>
    error,
}
