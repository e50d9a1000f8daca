using System.Reflection;
using Nuke.Common.Tooling;

namespace Nuke.Common.Execution;

/// <summary>Tools that targets require by type (<c>Requires&lt;GitVersionTasks&gt;()</c>).</summary>
internal static class ToolRequirements
{
    /// <summary>What is missing, as the end of a sentence, or null.</summary>
    public static string? Problem(Type tool, string? version)
    {
        foreach (var attribute in tool.GetCustomAttributes<ToolRequirementAttributeBase>())
        {
            if (Problem(attribute.GetRequirement(version)) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? Problem(ToolRequirement requirement) => requirement switch
    {
        PathToolRequirement path when !IsFound(() => ToolPathResolver.GetPathExecutable(path.PathExecutable)) =>
            $"'{path.PathExecutable}', which is not on PATH. Install it, or add its directory to PATH.",
        NuGetPackageRequirement package when !IsFound(() => NuGetPackageResolver.GetGlobalInstalledPackage(package.PackageId, package.Version, packagesConfigFile: null)?.ToString()) =>
            $"the NuGet package '{package.PackageId}', which is not installed. Add <PackageDownload Include=\"{package.PackageId}\" Version=\"[{package.Version ?? "VERSION"}]\" /> to the build project.",
        NpmPackageRequirement package when !Directory.Exists(NukeBuild.RootDirectory / "node_modules" / package.PackageId) =>
            $"the npm package '{package.PackageId}', which is not installed. Add it to package.json and run npm ci.",
        AptGetPackageRequirement package when !File.Exists($"/var/lib/dpkg/info/{package.PackageId}.list") =>
            $"the Debian package '{package.PackageId}', which is not installed. Run apt-get install -y {package.PackageId}.",
        _ => null,
    };

    private static bool IsFound(Func<string?> find)
    {
        try
        {
            return find() is not null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A resolver that doesn't find a tool says so by throwing.
            return false;
        }
    }
}
