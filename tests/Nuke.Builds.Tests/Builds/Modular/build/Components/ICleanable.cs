using Nuke.Common;
using Nuke.Common.IO;

interface ICleanable : IHasArtifacts
{
    Target Clean => _ => _
        .TryBefore<ICompilable>()
        .Executes(() =>
        {
            ArtifactsDirectory.CreateOrCleanDirectory();
            Serilog.Log.Information("Cleaned {Directory}", ArtifactsDirectory);
        });
}
