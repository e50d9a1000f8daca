using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>Finds projects and folders in a solution or a solution folder.</summary>
public static class ProjectContainerExtensions
{
    /// <summary>The solution folder of that name directly in the container, or <see langword="null"/>.</summary>
    /// <exception cref="PipelineException">PIPE1203: several have the name.</exception>
    public static SolutionFolder GetSolutionFolder(this IProjectContainer container, string name)
        => Only(container.SolutionFolders, name, "solution folders")!;

    /// <summary>The project of that name directly in the container, or <see langword="null"/>.</summary>
    /// <exception cref="PipelineException">PIPE1203: several have the name.</exception>
    public static Project GetProject(this IProjectContainer container, string name)
        => Only(container.Projects, name, "projects")!;

    internal static T? Only<T>(IReadOnlyCollection<T> items, string name, string kind)
        where T : SolutionItem
    {
        T? found = null;
        foreach (var item in items)
        {
            if (!string.Equals(item.Name, name, StringComparison.Ordinal))
                continue;
            if (found is not null)
                throw new PipelineException(SolutionErrors.Ambiguous, $"Several {kind} of '{item.Solution.FileName}' are named '{name}'. Ask the solution folder that holds the one you mean, or rename one of them.");
            found = item;
        }

        return found;
    }
}
