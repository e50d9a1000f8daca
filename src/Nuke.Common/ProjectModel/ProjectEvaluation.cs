using Microsoft.Build.Definition;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using Pipeline.Errors;
using MSBuildProject = Microsoft.Build.Evaluation.Project;

namespace Nuke.Common.ProjectModel;

/// <summary>Evaluates project files. Using MSBuild's types is what loads it: <see cref="MSBuildRegistration"/>.</summary>
internal static class ProjectEvaluation
{
    public static MSBuildProject Evaluate(string projectFile, string? configuration, string? targetFramework)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (configuration is not null)
            properties["Configuration"] = configuration;
        if (targetFramework is not null)
            properties["TargetFramework"] = targetFramework;
        try
        {
            return MSBuildProject.FromFile(projectFile, new ProjectOptions { GlobalProperties = properties, ProjectCollection = new ProjectCollection() });
        }
        catch (InvalidProjectFileException exception)
        {
            throw new PipelineException(SolutionErrors.ProjectEvaluation, $"Project '{projectFile}' can't be evaluated: {exception.Message}", exception);
        }
    }

    /// <summary>Evaluates for one target framework: the one asked for, the only one, or else the first that the project names.</summary>
    public static MSBuildProject EvaluateOne(string projectFile, string? configuration, string? targetFramework)
    {
        var project = Evaluate(projectFile, configuration, targetFramework);
        if (targetFramework is not null || !string.IsNullOrEmpty(project.GetPropertyValue("TargetFramework")))
            return project;
        var frameworks = Split(project.GetPropertyValue("TargetFrameworks"));
        if (frameworks.Count == 0)
            return project;
        if (frameworks.Count > 1)
            Serilog.Log.Warning("Project {Project} has the target frameworks {TargetFrameworks}; it is evaluated for {TargetFramework}", projectFile, string.Join(", ", frameworks), frameworks[0]);
        project.ProjectCollection.UnloadAllProjects();
        return Evaluate(projectFile, configuration, frameworks[0]);
    }

    public static IReadOnlyList<string> Split(string? value)
        => value?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
