namespace Nuke.Common.CI.TeamCity;

/// <summary>A message's status. The names are those of the service messages.</summary>
public enum TeamCityStatus
{
    /// <summary>Nothing special.</summary>
    NORMAL,

    /// <summary>A warning.</summary>
    WARNING,

    /// <summary>A failure.</summary>
    FAILURE,

    /// <summary>An error.</summary>
    ERROR,
}
