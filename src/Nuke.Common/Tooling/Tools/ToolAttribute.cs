namespace Nuke.Common.Tooling;

/// <summary>Where a tool comes from.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class ToolAttribute : Attribute
{
    internal abstract string GetToolPath(ToolOptions? options);
}

/// <summary>A tool on <c>PATH</c>.</summary>
public class PathToolAttribute : ToolAttribute
{
    /// <summary>The program's name.</summary>
    public string Executable { get; set; } = "";

    internal override string GetToolPath(ToolOptions? options) => ToolPathResolver.GetPathExecutable(Executable);
}

/// <summary>A tool in a NuGet package that the build project references or downloads.</summary>
public class NuGetToolAttribute : ToolAttribute
{
    /// <summary>The package's id; several are separated by <c>|</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>The file's name in the package; several are separated by <c>|</c>.</summary>
    public string Executable { get; set; } = "";

    internal override string GetToolPath(ToolOptions? options)
        => NuGetToolPathResolver.GetPackageExecutable(Id, Executable, framework: (options as IToolOptionsWithFramework)?.Framework);
}

/// <summary>A tool in an npm package.</summary>
public class NpmToolAttribute : ToolAttribute
{
    /// <summary>The package's id.</summary>
    public string Id { get; set; } = "";

    /// <summary>The command's name.</summary>
    public string Executable { get; set; } = "";

    internal override string GetToolPath(ToolOptions? options) => NpmToolPathResolver.GetNpmExecutable(Executable);
}
