namespace Nuke.Common.CI.TeamCity;

/// <summary>The tool that measured coverage. The names are those of the service messages.</summary>
public enum TeamCityImportTool
{
    /// <summary>dotCover.</summary>
    dotcover,

    /// <summary>PartCover.</summary>
    partcover,

    /// <summary>NCover.</summary>
    ncover,

    /// <summary>NCover 3.</summary>
    ncover3,
}
