using Nuke.Common.IO;

namespace Nuke.Common;

/// <summary>The build as its components see it.</summary>
public interface INukeBuild
{
    /// <summary>The directory that holds <c>.nuke</c>.</summary>
    AbsolutePath RootDirectory { get; }

    /// <summary><c>.nuke/temp</c>.</summary>
    AbsolutePath TemporaryDirectory { get; }
}
