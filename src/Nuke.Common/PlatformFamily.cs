namespace Nuke.Common;

/// <summary>The families of operating systems that a build may differ for.</summary>
public enum PlatformFamily
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>Linux.</summary>
    Linux,

    /// <summary>macOS.</summary>
    OSX,
}
