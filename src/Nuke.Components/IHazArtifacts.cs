using Nuke.Common;
using Nuke.Common.IO;

namespace Nuke.Components;

/// <summary>The build leaves files for others.</summary>
public interface IHazArtifacts : INukeBuild
{
    /// <summary>Where they are. Default <c>artifacts</c> in the root directory.</summary>
    AbsolutePath ArtifactsDirectory => RootDirectory / "artifacts";
}
