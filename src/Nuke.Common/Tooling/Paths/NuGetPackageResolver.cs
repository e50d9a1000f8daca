using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Nuke.Common.IO;

namespace Nuke.Common.Tooling;

/// <summary>Finds NuGet packages that are restored on this machine.</summary>
public static class NuGetPackageResolver
{
    /// <summary>A package that a project references or downloads; null when it doesn't, or when it isn't restored.</summary>
    public static InstalledPackage? GetLocalInstalledPackage(string packageId, AbsolutePath packagesConfigFile, string? version = null, bool resolveDependencies = true)
        => FindReferenced(packageId, version, packagesConfigFile.ToString());

    /// <summary>The packages that a project references or downloads and that are restored.</summary>
    /// <param name="packagesConfigFile">A <c>project.assets.json</c>, project file or <c>packages.config</c>.</param>
    /// <param name="resolveDependencies">Also those that come with them; known from a <c>project.assets.json</c> only.</param>
    /// <param name="preFilter">Looks only at these.</param>
    public static IEnumerable<InstalledPackage> GetLocalInstalledPackages(AbsolutePath packagesConfigFile, bool resolveDependencies = true, Func<(string PackageId, string Version), bool>? preFilter = null)
    {
        foreach (var (id, version) in References(packagesConfigFile.ToString(), resolveDependencies))
        {
            if ((preFilter is null || preFilter((id, version))) && GetGlobalInstalledPackage(id, version, packagesConfigFile) is { } package)
                yield return package;
        }
    }

    /// <summary>A package in the folder of restored packages; null when it isn't there.</summary>
    /// <param name="packageId">The id.</param>
    /// <param name="version">An exact version, <c>[1.0.0]</c>, or a pattern like <c>1.*</c>. Default: the newest there.</param>
    /// <param name="packagesConfigFile">The project that the folder is configured for.</param>
    public static InstalledPackage? GetGlobalInstalledPackage(string packageId, string? version, AbsolutePath? packagesConfigFile)
    {
        if (GetPackagesDirectory(packagesConfigFile)?.ToString() is not { } root)
            return null;
        var directory = Path.Combine(root, packageId.ToLowerInvariant());
        if (!Directory.Exists(directory))
            return null;
        var wanted = version?.Trim('[', ']').Split(',')[0].Trim().ToLowerInvariant();
        var found = Directory.EnumerateDirectories(directory).Select(x => Path.GetFileName(x)!)
            .Where(x => wanted is null || x == wanted || (wanted.EndsWith('*') && x.StartsWith(wanted[..^1], StringComparison.Ordinal)))
            .OrderByDescending(PackageVersionOrder.KeyOf, StringComparer.Ordinal)
            .FirstOrDefault();
        return found is null ? null : new InstalledPackage(packageId, found, AbsolutePath.Create(Path.Combine(directory, found)));
    }

    /// <summary>The project file or <c>packages.config</c> in a directory; null when there is none or several.</summary>
    public static string? GetPackagesConfigFile(string projectDirectory)
    {
        var config = Path.Combine(projectDirectory, "packages.config");
        if (File.Exists(config))
            return config;
        var projects = Directory.GetFiles(projectDirectory, "*.csproj");
        return projects.Length == 1 ? projects[0] : null;
    }

    /// <summary>The folder of restored packages: <c>NUGET_PACKAGES</c>, <c>globalPackagesFolder</c> of a NuGet configuration file, or <c>~/.nuget/packages</c>; null when it doesn't exist.</summary>
    public static AbsolutePath? GetPackagesDirectory(AbsolutePath? packagesConfigFile)
    {
        var directory = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } variable ? variable
            : ConfiguredDirectory(packagesConfigFile) ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.Exists(directory) ? AbsolutePath.Create(directory) : null;
    }

    /// <summary>Whether the file is a <c>packages.config</c>.</summary>
    public static bool IsLegacyFile(AbsolutePath packagesConfigFile) => packagesConfigFile.ToString().EndsWith(".config", StringComparison.OrdinalIgnoreCase);

    internal static InstalledPackage? FindReferenced(string packageId, string? version, string file)
        => GetLocalInstalledPackages(AbsolutePath.Create(file), preFilter: x => x.PackageId.Equals(packageId, StringComparison.OrdinalIgnoreCase) && (version is null || x.Version == version)).FirstOrDefault();

    private static IEnumerable<(string Id, string Version)> References(string file, bool all)
        => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? AssetsReferences(file, all) : ProjectReferences(file);

    private static List<(string Id, string Version)> AssetsReferences(string file, bool all)
    {
        var references = new List<(string, string)>();
        using var assets = JsonDocument.Parse(File.ReadAllBytes(file));
        var direct = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var framework in assets.RootElement.GetProperty("project").GetProperty("frameworks").EnumerateObject())
        {
            if (framework.Value.TryGetProperty("downloadDependencies", out var downloads))
            {
                foreach (var download in downloads.EnumerateArray())
                    references.Add((download.GetProperty("name").GetString()!, download.GetProperty("version").GetString()!.Trim('[', ']').Split(',')[0].Trim()));
            }
            if (framework.Value.TryGetProperty("dependencies", out var dependencies))
            {
                foreach (var dependency in dependencies.EnumerateObject())
                    direct.Add(dependency.Name);
            }
        }
        foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject())
        {
            var parts = library.Name.Split('/');
            if (library.Value.GetProperty("type").GetString() == "package" && (all || direct.Contains(parts[0])))
                references.Add((parts[0], parts[1]));
        }
        return references;
    }

    private static IEnumerable<(string Id, string Version)> ProjectReferences(string file)
    {
        foreach (var element in XDocument.Load(file).Descendants())
        {
            var (id, versions) = element.Name.LocalName switch
            {
                "package" => (element.Attribute("id"), element.Attribute("version")?.Value),
                "PackageReference" or "PackageDownload" => (element.Attribute("Include"), element.Attribute("Version")?.Value ?? element.Elements().FirstOrDefault(x => x.Name.LocalName == "Version")?.Value),
                _ => (null, null),
            };
            if (id is null)
                continue;
            foreach (var version in (versions ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
                yield return (id.Value, version.Trim('[', ']'));
        }
    }

    private static string? ConfiguredDirectory(AbsolutePath? packagesConfigFile)
    {
        for (var directory = Path.GetDirectoryName(packagesConfigFile?.ToString() ?? Path.Combine(ProcessTasks.DefaultWorkingDirectory, "x")); directory is not null; directory = Path.GetDirectoryName(directory))
        {
            foreach (var name in (string[])["nuget.config", "NuGet.config", "NuGet.Config"])
            {
                if (Setting(Path.Combine(directory, name)) is { } path)
                    return Path.GetFullPath(path, directory);
            }
        }
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Setting(OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "NuGet", "NuGet.Config")
            : Path.Combine(user, ".nuget", "NuGet", "NuGet.Config"));
    }

    private static string? Setting(string file)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            return XDocument.Load(file).Descendants("add").FirstOrDefault(x => (string?)x.Attribute("key") == "globalPackagesFolder")?.Attribute("value")?.Value;
        }
        catch (XmlException)
        {
            // NuGet itself complains about it when it restores.
            return null;
        }
    }

    /// <summary>A package restored on this machine.</summary>
    public sealed record InstalledPackage
    {
        internal InstalledPackage(string id, string version, AbsolutePath directory)
        {
            Id = id;
            Version = version;
            Directory = directory;
        }

        /// <summary>The id.</summary>
        public string Id { get; }

        /// <summary>The version. (NUKE has a <c>NuGetVersion</c> here, of a library that we don't need otherwise.)</summary>
        public string Version { get; }

        /// <summary>The folder it is unpacked in.</summary>
        public AbsolutePath Directory { get; }

        /// <summary>The <c>.nupkg</c>.</summary>
        public AbsolutePath File => Directory / $"{Id.ToLowerInvariant()}.{Version}.nupkg";

        /// <inheritdoc />
        public override string ToString() => $"{Id}.{Version}";
    }
}
