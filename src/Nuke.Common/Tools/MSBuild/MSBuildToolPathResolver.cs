using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.MSBuild;

/// <summary>Finds MSBuild.</summary>
public static class MSBuildToolPathResolver
{
    private static readonly (MSBuildVersion Version, string Folder)[] _installations =
    [
        (MSBuildVersion.VS2022, "2022"),
        (MSBuildVersion.VS2019, "2019"),
        (MSBuildVersion.VS2017, "2017"),
    ];

    /// <summary>The path of MSBuild: on Windows that of the newest Visual Studio, or of the version asked for; else <c>msbuild</c> on <c>PATH</c>.</summary>
    /// <exception cref="Pipeline.Errors.PipelineException">There is none. <c>DotNetMSBuild</c> runs the one of the .NET SDK.</exception>
    public static string Resolve(MSBuildVersion? msBuildVersion = null, MSBuildPlatform? msBuildPlatform = null)
        => OperatingSystem.IsWindows() && FromVisualStudio(msBuildVersion, msBuildPlatform ?? MSBuildPlatform.x64) is { } path
            ? path
            : ToolPathResolver.GetPathExecutable("msbuild");

    private static string? FromVisualStudio(MSBuildVersion? wanted, MSBuildPlatform platform)
    {
        foreach (var (version, folder) in _installations)
        {
            if (wanted is not null && wanted != version)
                continue;
            foreach (var root in (Environment.SpecialFolder[])[Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86])
            {
                foreach (var edition in (string[])["Enterprise", "Professional", "Community", "BuildTools", "Preview"])
                {
                    var bin = Path.Combine(Environment.GetFolderPath(root), "Microsoft Visual Studio", folder, edition, "MSBuild", version == MSBuildVersion.VS2017 ? "15.0" : "Current", "Bin");
                    var file = platform == MSBuildPlatform.x64 ? Path.Combine(bin, "amd64", "MSBuild.exe") : Path.Combine(bin, "MSBuild.exe");
                    if (File.Exists(file))
                        return file;
                }
            }
        }
        return null;
    }
}
