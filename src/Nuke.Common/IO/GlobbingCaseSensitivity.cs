namespace Nuke.Common.IO;

/// <summary>Whether patterns tell upper from lower case.</summary>
public enum GlobbingCaseSensitivity
{
    /// <summary>They do, except on Windows.</summary>
    Auto,

    /// <summary>They do.</summary>
    CaseSensitive,

    /// <summary>They don't.</summary>
    CaseInsensitive,
}
