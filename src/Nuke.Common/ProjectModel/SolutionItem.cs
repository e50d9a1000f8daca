using Microsoft.VisualStudio.SolutionPersistence.Model;

namespace Nuke.Common.ProjectModel;

/// <summary>A project or a folder of a solution.</summary>
public class SolutionItem(SolutionItemModel model, Solution solution)
{
    /// <summary>The name as an IDE shows it.</summary>
    public string Name => model.ActualDisplayName;

    /// <summary>The solution this belongs to.</summary>
    public Solution Solution => solution;

    /// <summary>The solution folder around this item, or the solution.</summary>
    public IProjectContainer Parent => model.Parent is { } folder ? solution.Wrap(folder) : solution;

    /// <summary>The solution folder around this item, or <see langword="null"/> at the top.</summary>
    public SolutionFolder SolutionFolder => model.Parent is { } folder ? solution.Wrap(folder) : null!;

    /// <inheritdoc />
    public override string ToString() => Name;
}
