using Microsoft.VisualStudio.SolutionPersistence.Model;

namespace Nuke.Common.ProjectModel;

/// <summary>What a solution file holds, with one project or folder of ours for each of the library's, so that they can be compared by reference.</summary>
internal sealed class SolutionContent(SolutionModel model, Solution solution)
{
    private readonly Dictionary<SolutionItemModel, SolutionItem> _wrappers = [];

    public SolutionModel Model { get; } = model;

    public Project Wrap(SolutionProjectModel project) => (Project)Wrapper(project);

    public SolutionFolder Wrap(SolutionFolderModel folder) => (SolutionFolder)Wrapper(folder);

    private SolutionItem Wrapper(SolutionItemModel item)
    {
        lock (_wrappers)
        {
            if (!_wrappers.TryGetValue(item, out var wrapper))
            {
                wrapper = item is SolutionProjectModel project ? new Project(project, solution) : new SolutionFolder((SolutionFolderModel)item, solution);
                _wrappers.Add(item, wrapper);
            }

            return wrapper;
        }
    }
}
