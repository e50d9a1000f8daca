using Nuke.Common;
using Nuke.Common.IO;

namespace Nuke.Components;

/// <summary>The build leaves files for others.</summary>
public interface IHazArtifacts : INukeBuild
{
    /// <summary>Where they are. Default <c>output</c> in the root directory (NUKE's own default is <c>artifacts</c>).</summary>
    AbsolutePath ArtifactsDirectory => RootDirectory / "output";
}
