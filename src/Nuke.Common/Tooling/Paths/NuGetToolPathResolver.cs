using Pipeline.Errors;

namespace Nuke.Common.Tooling;

/// <summary>Finds tools in NuGet packages.</summary>
public static class NuGetToolPathResolver
{
    /// <summary>A directory with unpacked packages by id, searched first; for builds that carry their tools.</summary>
    public static string? EmbeddedPackagesDirectory { get; set; }

    /// <summary>The build's project file or <c>packages.config</c>. The build sets it.</summary>
    public static string? NuGetPackagesConfigFile { get; set; }

    /// <summary>The build's <c>project.assets.json</c>. The build sets it.</summary>
    public static string? NuGetAssetsConfigFile { get; set; }

    /// <summary>The build's <c>paket.references</c>. Paket isn't supported; the property is kept for old builds.</summary>
    public static string? PaketPackagesConfigFile { get; set; }

    /// <summary>The path of a tool in a package.</summary>
    /// <param name="packageId">The package's id; several are separated by <c>|</c>.</param>
    /// <param name="packageExecutable">The file's name; several are separated by <c>|</c>.</param>
    /// <param name="version">Default: the one the build references.</param>
    /// <param name="framework">The target framework to take. Default: the newest.</param>
    public static string GetPackageExecutable(string packageId, string packageExecutable, string? version = null, string? framework = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(packageId);
        ArgumentException.ThrowIfNullOrEmpty(packageExecutable);
        var directory = TryGetPackageDirectory(packageId, version)
            ?? throw new PipelineException(ToolingErrors.PackageNotFound, $"NuGet package '{packageId}'{(version is null ? "" : $" {version}")} was not found. Add <PackageDownload Include=\"{packageId.Split('|')[0]}\" Version=\"[{version ?? "VERSION"}]\" /> to the build project and restore it.");
        var names = packageExecutable.Split('|', StringSplitOptions.RemoveEmptyEntries);
        var options = new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive };
        string[] files = [.. names.SelectMany(x => Directory.GetFiles(directory, x, options)).Distinct()];
        if (files.Length == 0)
            throw new PipelineException(ToolingErrors.PackageExecutableNotFound, $"No file '{packageExecutable}' is in '{directory}'. Check the name and the package's version.");
        return Choose(files, framework);
    }

    internal static string? TryGetPackageDirectory(string packageId, string? version) => FindPackage(packageId.Split('|', StringSplitOptions.RemoveEmptyEntries), version);

    private static string Choose(string[] files, string? framework)
    {
        var byFramework = files.GroupBy(FrameworkOf, StringComparer.OrdinalIgnoreCase).ToArray();
        var chosen = byFramework.FirstOrDefault(x => x.Key.Equals(framework, StringComparison.OrdinalIgnoreCase))
            ?? byFramework.OrderByDescending(x => Rank(x.Key)).First();
        return chosen.OrderByDescending(x => x.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            .ThenByDescending(x => x.EndsWith(OperatingSystem.IsWindows() ? ".exe" : ".sh", StringComparison.OrdinalIgnoreCase))
            .First();
    }

    // tools/net10.0/any/tool.dll
    private static string FrameworkOf(string file)
    {
        var directory = new DirectoryInfo(Path.GetDirectoryName(file)!);
        return directory.Name.Equals("any", StringComparison.OrdinalIgnoreCase) ? directory.Parent!.Name : directory.Name;
    }

    // A framework newer than the running one can't be used; net10.0 is newer than net9.0, netcoreapp3.1 and net48.
    private static double Rank(string framework)
    {
        var digits = framework.StartsWith("net", StringComparison.OrdinalIgnoreCase) ? framework[3..] : "";
        if (Version.TryParse(digits, out var version))
            return version.Major > Environment.Version.Major ? -1 : 100 + version.Major + version.Minor / 10.0;
        return framework.StartsWith("netcoreapp", StringComparison.OrdinalIgnoreCase) && Version.TryParse(framework[10..], out version)
            ? 50 + version.Major + version.Minor / 10.0
            : 0;
    }

    private static string? FindPackage(string[] ids, string? version)
    {
        foreach (var id in ids)
        {
            if (EmbeddedPackagesDirectory is { } embedded && Directory.Exists(Path.Combine(embedded, id)))
                return Path.Combine(embedded, id);
            foreach (var file in (string?[])[NuGetAssetsConfigFile, NuGetPackagesConfigFile])
            {
                if (file is not null && File.Exists(file) && NuGetPackageResolver.FindReferenced(id, version, file) is { } package)
                    return package.Directory;
            }
        }
        return null;
    }
}
