using Microsoft.VisualStudio.SolutionPersistence.Model;
using Nuke.Common.IO;

namespace Nuke.Common.ProjectModel;

/// <summary>Reads and makes solutions.</summary>
public static class SolutionModelTasks
{
    /// <summary>The solution of a <c>.sln</c> or <c>.slnx</c> file.</summary>
    public static Solution ParseSolution(string solutionFile) => AbsolutePath.Create(solutionFile).ReadSolution();

    /// <summary>A new solution holding the projects of others, each in a folder named by <paramref name="folderNameProvider"/>. Its file is written by <see cref="Solution.Save"/>.</summary>
    /// <param name="fileName">The new solution's file; the projects' paths become relative to it.</param>
    /// <param name="solutions">The solutions whose projects are taken.</param>
    /// <param name="folderNameProvider">The folder for a solution's projects; the solution's name by default, the top where it gives <see langword="null"/>.</param>
    /// <param name="randomizeProjectIds">Kept for compatibility: ids are derived from paths, which can't collide.</param>
    public static Solution CreateSolution(
        string? fileName = null,
        Solution[]? solutions = null,
        Func<Solution, string?>? folderNameProvider = null,
        bool randomizeProjectIds = true)
    {
        var path = fileName is null ? null : AbsolutePath.Create(System.IO.Path.GetFullPath(fileName));
        var model = new SolutionModel();
        model.AddBuildType("Debug");
        model.AddBuildType("Release");
        model.AddPlatform("Any CPU");
        foreach (var solution in solutions ?? [])
        {
            var folderName = folderNameProvider is null ? solution.Name : folderNameProvider(solution);
            var top = string.IsNullOrEmpty(folderName) ? string.Empty : $"/{folderName}";
            foreach (var project in solution.AllProjects)
            {
                var folderPath = $"{top}{project.GetModel().Parent?.Path.TrimEnd('/')}/";
                var folder = folderPath == "/" ? null : model.FindFolder(folderPath) ?? model.AddFolder(folderPath);
                model.AddProject(RelativeTo(path, project.Path), null, folder);
            }
        }

        return new Solution(model, path);
    }

    private static string RelativeTo(AbsolutePath? solutionFile, AbsolutePath project)
        => solutionFile is null ? project.ToString() : System.IO.Path.GetRelativePath(System.IO.Path.GetDirectoryName(solutionFile.ToString())!, project.ToString());
}
