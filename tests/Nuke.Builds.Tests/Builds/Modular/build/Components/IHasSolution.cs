using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.ProjectModel;

interface IHasSolution : INukeBuild
{
    [Solution] [Required] Solution Solution => TryGetValue(() => Solution);
}

interface IHasArtifacts : INukeBuild
{
    AbsolutePath ArtifactsDirectory => RootDirectory / "output";
}
