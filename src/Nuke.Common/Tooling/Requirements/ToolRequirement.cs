namespace Nuke.Common.Tooling;

/// <summary>A tool that a build needs.</summary>
public abstract class ToolRequirement;

/// <summary>A program on <c>PATH</c>.</summary>
public sealed class PathToolRequirement : ToolRequirement
{
    private PathToolRequirement(string pathExecutable) => PathExecutable = pathExecutable;

    /// <summary>The program's name.</summary>
    public string PathExecutable { get; }

    /// <summary>Makes one.</summary>
    public static PathToolRequirement Create(string pathExecutable) => new(pathExecutable);
}

/// <summary>A NuGet package.</summary>
public sealed class NuGetPackageRequirement : ToolRequirement
{
    private NuGetPackageRequirement(string packageId, string? version)
    {
        PackageId = packageId;
        Version = version;
    }

    /// <summary>The package's id.</summary>
    public string PackageId { get; }

    /// <summary>The version; null for the one that the build references.</summary>
    public string? Version { get; }

    /// <summary>Makes one.</summary>
    public static NuGetPackageRequirement Create(string packageId, string? version = null) => new(packageId, version);
}

/// <summary>An npm package.</summary>
public sealed class NpmPackageRequirement : ToolRequirement
{
    private NpmPackageRequirement(string packageId, string? version)
    {
        PackageId = packageId;
        Version = version;
    }

    /// <summary>The package's id.</summary>
    public string PackageId { get; }

    /// <summary>The version; null for the one that <c>package.json</c> names.</summary>
    public string? Version { get; }

    /// <summary>Makes one.</summary>
    public static NpmPackageRequirement Create(string packageId, string? version = null) => new(packageId, version);
}

/// <summary>A Debian package.</summary>
public sealed class AptGetPackageRequirement : ToolRequirement
{
    private AptGetPackageRequirement(string packageId, string? version)
    {
        PackageId = packageId;
        Version = version;
    }

    /// <summary>The package's name.</summary>
    public string PackageId { get; }

    /// <summary>The version; null for any.</summary>
    public string? Version { get; }

    /// <summary>Makes one.</summary>
    public static AptGetPackageRequirement Create(string packageId, string? version = null) => new(packageId, version);
}
