using System.Reflection;

namespace Nuke.Common.Tooling;

/// <summary>Says before anything runs whether a required tool is there.</summary>
internal static class ToolRequirementCheck
{
    /// <summary>What is wrong with the tool of a tasks class, as the end of a sentence; null when it is there.</summary>
    public static string? Problem(Type tasks, string? version = null)
    {
        foreach (var attribute in tasks.GetCustomAttributes<ToolRequirementAttributeBase>())
        {
            if (Problem(attribute.GetRequirement(version)) is { } problem)
                return problem;
        }
        return null;
    }

    public static string? Problem(ToolRequirement requirement) => requirement switch
    {
        PathToolRequirement path => ToolPathResolver.TryGetEnvironmentExecutable(ToolPathResolver.EnvironmentVariableFor(path.PathExecutable)) is null && ToolPathResolver.TryGetPathExecutable(path.PathExecutable) is null
            ? $"'{path.PathExecutable}' is not on PATH; install it or set {ToolPathResolver.EnvironmentVariableFor(path.PathExecutable)}"
            : null,
        NuGetPackageRequirement package => NuGetToolPathResolver.TryGetPackageDirectory(package.PackageId, package.Version) is null
            ? $"NuGet package '{package.PackageId}'{(package.Version is null ? "" : $" {package.Version}")} is not restored; add a PackageDownload to the build project"
            : null,
        NpmPackageRequirement package when !Directory.Exists(NukeBuild.RootDirectory / "node_modules" / package.PackageId) =>
            $"npm package '{package.PackageId}' is not installed; add it to package.json and run npm ci",
        AptGetPackageRequirement package when !File.Exists($"/var/lib/dpkg/info/{package.PackageId}.list") =>
            $"Debian package '{package.PackageId}' is not installed; run apt-get install -y {package.PackageId}",
        _ => null,
    };
}
