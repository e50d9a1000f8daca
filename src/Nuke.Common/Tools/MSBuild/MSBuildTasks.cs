using System.Reflection;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;

namespace Nuke.Common.Tools.MSBuild;

public partial class MSBuildTasks
{
    /// <inheritdoc />
    protected override string GetToolPath(ToolOptions? options = null)
        => MSBuildToolPathResolver.Resolve((options as MSBuildSettings)?.MSBuildVersion, (options as MSBuildSettings)?.MSBuildPlatform);

    /// <inheritdoc />
    protected internal override Action<OutputType, string> GetLogger(ToolOptions? options = null) => new DotNetTasks().GetLogger(options);
}

public partial class MSBuildSettings
{
    // A solution calls it 'Any CPU', a project 'AnyCPU'.
    internal string FormatTargetPlatform(MSBuildTargetPlatform value, PropertyInfo property)
        => value != MSBuildTargetPlatform.MSIL ? value.ToString()
            : TargetPath is null || TargetPath.Contains(".sln", StringComparison.OrdinalIgnoreCase) ? "Any CPU" : "AnyCPU";
}

public static partial class MSBuildSettingsExtensions
{
    /// <summary>Sets <c>TargetPath</c> to a project.</summary>
    public static T SetProjectFile<T>(this T o, string projectFile) where T : MSBuildSettings => o.SetTargetPath(projectFile);

    /// <summary>Sets <c>TargetPath</c> to a solution.</summary>
    public static T SetSolutionFile<T>(this T o, string solutionFile) where T : MSBuildSettings => o.SetTargetPath(solutionFile);
}
