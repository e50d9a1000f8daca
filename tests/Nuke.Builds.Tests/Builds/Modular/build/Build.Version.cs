#nullable enable
using Nuke.Common;
using Nuke.Common.IO;
using Serilog;

partial class Build
{
    [Parameter("The version to build")] public string SemVer { get; set; } = "0.1.0";

    Target Version => _ => _
        .Unlisted()
        .Executes(() =>
        {
            (RootDirectory / "version.txt").WriteAllText(SemVer);
            Log.Information("Version {SemVer}", SemVer);
        });
}
