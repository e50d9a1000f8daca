using Microsoft.VisualStudio.SolutionPersistence.Model;

namespace Nuke.Common.ProjectModel;

/// <summary>A folder that exists in a solution only.</summary>
public class SolutionFolder(SolutionFolderModel model, Solution solution) : SolutionItem(model, solution), IProjectContainer
{
    /// <summary>The model of <c>Microsoft.VisualStudio.SolutionPersistence</c> behind this folder.</summary>
    public SolutionFolderModel GetModel() => model;

    /// <summary>The projects directly in this folder.</summary>
    public IReadOnlyCollection<Project> Projects => Solution.ProjectsIn(model);

    /// <summary>The folders directly in this folder.</summary>
    public IReadOnlyCollection<SolutionFolder> SolutionFolders => Solution.FoldersIn(model);

    /// <summary>Files that the folder lists, relative to the solution.</summary>
    public IReadOnlyCollection<string> Items => model.Files ?? [];
}
