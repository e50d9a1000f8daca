using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>Evaluates project files with the MSBuild of the .NET SDK.</summary>
public static class ProjectModelTasks
{
    /// <summary>Finds MSBuild and loads it. It happens by itself on the first evaluation; a build calls this only to choose the moment.</summary>
    /// <exception cref="PipelineException">PIPE1205: no SDK was found.</exception>
    public static void Initialize() => MSBuildRegistration.Ensure();

    /// <summary>Evaluates a project file.</summary>
    /// <param name="projectFile">The project file.</param>
    /// <param name="configuration">The configuration; the project's own default where <see langword="null"/>.</param>
    /// <param name="targetFramework">The target framework; where <see langword="null"/>, the only one or the first that the project names.</param>
    /// <exception cref="PipelineException">PIPE1205, PIPE1206.</exception>
    public static Microsoft.Build.Evaluation.Project ParseProject(string projectFile, string? configuration = null, string? targetFramework = null)
        => ProjectEvaluation.EvaluateOne(projectFile, configuration, targetFramework);

    /// <summary>The solution of a <c>.sln</c> or <c>.slnx</c> file.</summary>
    public static Solution ParseSolution(string solutionFile) => SolutionModelTasks.ParseSolution(solutionFile);

    /// <inheritdoc cref="SolutionModelTasks.CreateSolution" />
    public static Solution CreateSolution(string? fileName = null, Solution[]? solutions = null, Func<Solution, string?>? folderNameProvider = null, bool randomizeProjectIds = true)
        => SolutionModelTasks.CreateSolution(fileName, solutions, folderNameProvider, randomizeProjectIds);
}
