using Pipeline.Errors;

namespace Nuke.Common.Tooling;

/// <summary>Finds tools and makes delegates that run them.</summary>
public static class ToolResolver
{
    /// <summary>A tool at a path.</summary>
    public static Tool GetTool(string toolPath)
        => File.Exists(toolPath)
            ? new ToolExecutor(toolPath).Execute
            : throw new PipelineException(ToolingErrors.ToolNotFound, $"Tool '{toolPath}' does not exist. Correct the path, or install the tool there.");

    /// <summary>A tool at a path; NUKE's older name of <see cref="GetTool"/>.</summary>
    public static Tool GetLocalTool(string toolPath) => GetTool(toolPath);

    /// <summary>A tool on <c>PATH</c>.</summary>
    public static Tool GetPathTool(string name) => GetTool(ToolPathResolver.GetPathExecutable(name));

    /// <summary>The tool that <c>NAME_EXE</c> names; null when the variable isn't set.</summary>
    public static Tool? TryGetEnvironmentTool(string name)
        => ToolPathResolver.TryGetEnvironmentExecutable($"{name.ToUpperInvariant()}_EXE") is { } path ? GetTool(path) : null;

    /// <summary>The tool that <c>NAME_EXE</c> names, or one on <c>PATH</c>.</summary>
    public static Tool GetEnvironmentOrPathTool(string name) => TryGetEnvironmentTool(name) ?? GetPathTool(name);

    /// <summary>A tool in a NuGet package that the build project references or downloads.</summary>
    public static Tool GetNuGetTool(string packageId, string packageExecutable, string? version = null, string? framework = null)
        => GetTool(NuGetToolPathResolver.GetPackageExecutable(packageId, packageExecutable, version, framework));

    /// <summary>A tool in an npm package.</summary>
    public static Tool GetNpmTool(string npmExecutable) => GetTool(NpmToolPathResolver.GetNpmExecutable(npmExecutable));
}
