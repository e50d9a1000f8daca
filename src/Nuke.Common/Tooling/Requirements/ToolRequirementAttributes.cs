namespace Nuke.Common.Tooling;

/// <summary>Says on a build, a component or a tasks class which tool it needs.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true)]
public abstract class ToolRequirementAttributeBase : Attribute
{
    /// <summary>The version; null for any, or the one that the build references.</summary>
    public string? Version { get; set; }

    /// <summary>The requirement.</summary>
    public abstract ToolRequirement GetRequirement(string? version = null);
}

/// <summary>Needs a program on <c>PATH</c>.</summary>
public class PathToolRequirementAttribute(string pathExecutable) : ToolRequirementAttributeBase
{
    /// <inheritdoc />
    public override ToolRequirement GetRequirement(string? version = null) => PathToolRequirement.Create(pathExecutable);
}

/// <summary>Needs a NuGet package.</summary>
public class NuGetPackageRequirementAttribute(string packageId) : ToolRequirementAttributeBase
{
    /// <inheritdoc />
    public override ToolRequirement GetRequirement(string? version = null) => NuGetPackageRequirement.Create(packageId, version ?? Version);
}

/// <summary>Needs an npm package.</summary>
public class NpmPackageRequirementAttribute(string packageId) : ToolRequirementAttributeBase
{
    /// <inheritdoc />
    public override ToolRequirement GetRequirement(string? version = null) => NpmPackageRequirement.Create(packageId, version ?? Version);
}

/// <summary>Needs a Debian package.</summary>
public class AptGetPackageRequirementAttribute(string packageId) : ToolRequirementAttributeBase
{
    /// <inheritdoc />
    public override ToolRequirement GetRequirement(string? version = null) => AptGetPackageRequirement.Create(packageId, version ?? Version);
}
