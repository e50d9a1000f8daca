namespace Nuke.Common.ProjectModel;

/// <summary>What holds projects: a solution or one of its folders.</summary>
public interface IProjectContainer
{
    /// <summary>The container around this one; <see langword="null"/> for a solution.</summary>
    IProjectContainer Parent { get; }

    /// <summary>The projects directly in this container.</summary>
    IReadOnlyCollection<Project> Projects { get; }

    /// <summary>The solution folders directly in this container.</summary>
    IReadOnlyCollection<SolutionFolder> SolutionFolders { get; }
}
