namespace Nuke.Common.Tools.MSBuild;

/// <summary>Visual Studio whose MSBuild runs.</summary>
public enum MSBuildVersion
{
    /// <summary>Visual Studio 2013.</summary>
    VS2013,

    /// <summary>Visual Studio 2015.</summary>
    VS2015,

    /// <summary>Visual Studio 2017.</summary>
    VS2017,

    /// <summary>Visual Studio 2019.</summary>
    VS2019,

    /// <summary>Visual Studio 2022.</summary>
    VS2022,
}

/// <summary>Processor that MSBuild itself is built for.</summary>
public enum MSBuildPlatform
{
    /// <summary>64 bits.</summary>
    x64,

    /// <summary>32 bits.</summary>
    x86,
}
