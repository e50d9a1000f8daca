using System.Reflection;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Tooling;

/// <summary>Gives a member a <see cref="Tool"/>.</summary>
public abstract class ToolInjectionAttributeBase : ValueInjectionAttributeBase
{
    /// <summary>A tool that isn't there is an error only when a target asks for it.</summary>
    public override bool SuppressWarnings => true;

    /// <summary>The tool that the member needs; null when nothing has to be installed for it.</summary>
    public abstract ToolRequirement? GetRequirement(MemberInfo member);
}

/// <summary>
/// Gives a tool on <c>PATH</c>, or the one that <c>NAME_EXE</c> names: <c>[PathVariable] readonly Tool Git;</c>.
/// The name is the member's, in lower case, unless given.
/// </summary>
public class PathVariableAttribute(string? pathExecutable = null) : ToolInjectionAttributeBase
{
    /// <inheritdoc />
    public override ToolRequirement GetRequirement(MemberInfo member) => PathToolRequirement.Create(NameFor(member));

    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance) => ToolResolver.GetEnvironmentOrPathTool(NameFor(member));

    private string NameFor(MemberInfo member) => pathExecutable ?? member.Name.ToLowerInvariant();
}

/// <summary>Gives a tool at a path, absolute or relative to the root directory: <c>[LocalPath("./tools/custom.sh")] readonly Tool Custom;</c>.</summary>
public class LocalPathAttribute : ToolInjectionAttributeBase
{
    private readonly string _path;

    /// <summary>One path for all systems.</summary>
    public LocalPathAttribute(string absoluteOrRelativePath) => _path = absoluteOrRelativePath;

    /// <summary>One path for Windows and one for all others.</summary>
    public LocalPathAttribute(string windowsPath, string unixPath) => _path = OperatingSystem.IsWindows() ? windowsPath : unixPath;

    /// <inheritdoc />
    public override ToolRequirement? GetRequirement(MemberInfo member) => null;

    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance)
    {
        var path = Path.IsPathRooted(_path) ? _path : Path.GetFullPath(_path, Build.RootDirectory.ToString());
        if (!File.Exists(path) && OperatingSystem.IsWindows())
            path = ((string[])[".exe", ".cmd", ".bat"]).Select(x => path + x).FirstOrDefault(File.Exists) ?? path;
        return ToolResolver.GetTool(path);
    }
}

/// <summary>Gives a tool in a NuGet package, or the one that <c>NAME_EXE</c> names: <c>[NuGetPackage("xunit.runner.console", "xunit.console.exe")] readonly Tool Xunit;</c>.</summary>
public class NuGetPackageAttribute : ToolInjectionAttributeBase
{
    private readonly string _packageId;
    private readonly string _packageExecutable;

    /// <summary>One file for all processors.</summary>
    public NuGetPackageAttribute(string packageId, string packageExecutable)
        : this(packageId, packageExecutable, packageExecutable)
    {
    }

    /// <summary>One file for 32 and one for 64 bits.</summary>
    public NuGetPackageAttribute(string packageId, string packageExecutable32, string packageExecutable64)
    {
        _packageId = packageId;
        _packageExecutable = Environment.Is64BitProcess ? packageExecutable64 : packageExecutable32;
    }

    /// <summary>The target framework to take. Default: the newest there.</summary>
    public string? Framework { get; set; }

    /// <summary>The version. Default: the one that the build references.</summary>
    public string? Version { get; set; }

    /// <inheritdoc />
    public override ToolRequirement GetRequirement(MemberInfo member) => NuGetPackageRequirement.Create(_packageId, Version);

    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance)
        => ToolResolver.TryGetEnvironmentTool(member.Name) ?? ToolResolver.GetNuGetTool(_packageId, _packageExecutable, Version, Framework);
}

/// <summary>Gives a tool in an npm package, or the one that <c>NAME_EXE</c> names: <c>[NpmPackage("eslint")] readonly Tool Eslint;</c>.</summary>
public class NpmPackageAttribute(string packageId, string? packageExecutable = null) : ToolInjectionAttributeBase
{
    /// <summary>The version. Default: the one that <c>package.json</c> names.</summary>
    public string? Version { get; set; }

    /// <inheritdoc />
    public override ToolRequirement GetRequirement(MemberInfo member) => NpmPackageRequirement.Create(packageId, Version);

    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance)
        => ToolResolver.TryGetEnvironmentTool(member.Name) ?? ToolResolver.GetNpmTool(packageExecutable ?? packageId);
}
