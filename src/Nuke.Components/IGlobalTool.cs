using Nuke.Common;
using Nuke.Common.Tools.DotNet;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Nuke.Components;

/// <summary>The build program itself as a .NET global tool.</summary>
public interface IGlobalTool : INukeBuild
{
    /// <summary>The tool's package. Default: the build project's name.</summary>
    string GlobalToolPackageName => Path.GetFileNameWithoutExtension((string?)BuildProjectFile)!;

    /// <summary>The version to install. Default 1.0.0, that of a project which says none.</summary>
    string GlobalToolVersion => "1.0.0";

    /// <summary>Packs the build project into the temporary directory.</summary>
    Target PackGlobalTool => _ => _
        .Unlisted()
        .Executes(() => DotNetPack(_ => _
            .SetProject(BuildProjectFile)
            .SetOutputDirectory(TemporaryDirectory)));

    /// <summary>Installs what <see cref="PackGlobalTool"/> packed, in place of what was installed before.</summary>
    Target InstallGlobalTool => _ => _
        .Unlisted()
        .DependsOn(UninstallGlobalTool)
        .DependsOn(PackGlobalTool)
        .Executes(() => DotNetToolInstall(_ => _
            .SetPackageName(GlobalToolPackageName)
            .EnableGlobal()
            .AddSources(TemporaryDirectory)
            .SetVersion(GlobalToolVersion)));

    /// <summary>Uninstalls the tool, if it is there.</summary>
    Target UninstallGlobalTool => _ => _
        .Unlisted()
        .ProceedAfterFailure()
        .Executes(() => DotNetToolUninstall(_ => _
            .SetPackageName(GlobalToolPackageName)
            .EnableGlobal()));
}
