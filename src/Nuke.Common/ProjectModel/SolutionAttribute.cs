using System.Reflection;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>
/// Gives a member a <see cref="Solution"/>: that of the path in the attribute, or of the parameter with the member's name
/// (<c>--solution App.sln</c>, environment, <c>.nuke/parameters.json</c>). The file is read when the build first asks what is in it.
/// </summary>
public class SolutionAttribute : ParameterAttribute
{
    private readonly string? _relativePath;

    /// <summary>The solution of the parameter with the member's name.</summary>
    public SolutionAttribute()
        : this(null)
    {
    }

    /// <summary>The solution of a path, relative to the directory that holds <c>.nuke</c>.</summary>
    public SolutionAttribute(string? relativePath)
        : base("Path to a solution file that is automatically loaded." + (relativePath is null ? string.Empty : $" Default is {relativePath}."))
    {
        _relativePath = relativePath;
    }

    /// <summary>It is seldom given by hand, so <c>--help</c> doesn't show it.</summary>
    public override bool List { get; set; }

    /// <summary>Generates a class with the solution's projects and folders as members; the member's type is that class.</summary>
    public bool GenerateProjects { get; set; }

    /// <summary>Doesn't warn when the solution builds the build project, which then can't be replaced while it runs.</summary>
    public bool SuppressBuildProjectCheck { get; set; }

    /// <inheritdoc />
    /// <exception cref="PipelineException">PIPE1200: there is no such file; PIPE1202: no path is given.</exception>
    public override object? GetValue(MemberInfo member, object instance)
    {
        var path = _relativePath ?? base.GetValue(member, instance)?.ToString()
            ?? throw new PipelineException(SolutionErrors.NoPath, $"'{member.Name}' has [Solution] without a path, and parameter '{member.Name}' has no value. Add \"{member.Name}\": \"path/to.sln\" to .nuke/parameters.json, or write [Solution(\"path/to.sln\")].");
        var solution = SolutionModelExtensions.Read(member.GetMemberType(), Build.RootDirectory / path.Replace('\\', '/'));
        if (!SuppressBuildProjectCheck)
            solution.Loaded = WarnIfItBuildsTheBuild;
        return solution;
    }

    internal override Type ValueType(MemberInfo member) => typeof(string);

    private void WarnIfItBuildsTheBuild(Solution solution)
    {
        if (Build.BuildProjectFile is not { } buildProject)
            return;
        foreach (var project in solution.AllProjects)
        {
            if (project.Path != buildProject)
                continue;
            var active = project.Configurations.Keys.Where(x => x.EndsWith(".Build.0", StringComparison.Ordinal)).ToList();
            if (active.Count > 0)
                Serilog.Log.Warning("Solution {Solution} builds the build project {Project} ({Configurations}), which can't be replaced while it runs. Clear its Build check box in the configuration manager, or set SuppressBuildProjectCheck", solution.FileName, project.RelativePath, string.Join(", ", active));
        }
    }
}
