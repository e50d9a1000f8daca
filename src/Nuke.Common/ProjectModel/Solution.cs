using Microsoft.VisualStudio.SolutionPersistence.Model;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>A solution file, <c>.sln</c> or <c>.slnx</c>. One that comes from a path is read when it is first asked for what it holds.</summary>
public class Solution : IProjectContainer, IAbsolutePathHolder
{
    // Nothing of the persistence library stands in a field or the path's constructor: a build that only wants the path never loads it.
    private SolutionContent? _content;

    /// <summary>A solution from a model already read or made in memory.</summary>
    public Solution(SolutionModel model, AbsolutePath? path = null)
    {
        _content = new SolutionContent(model, this);
        Path = path!;
    }

    /// <summary>The solution of a file, which is read on first use.</summary>
    public Solution(AbsolutePath path) => Path = path;

    internal Action<Solution>? Loaded { get; set; }

    /// <summary>The solution file; <see langword="null"/> for one made in memory.</summary>
    public AbsolutePath Path { get; set; }

    /// <summary>The file's name without its extension.</summary>
    public string Name => Path?.NameWithoutExtension!;

    /// <summary>The file's name.</summary>
    public string FileName => Path?.Name!;

    /// <summary>The directory of the file.</summary>
    public AbsolutePath Directory => Path?.Parent!;

    /// <summary>All projects, at any depth, in the file's order.</summary>
    public IReadOnlyCollection<Project> AllProjects => [.. Model.SolutionProjects.Select(Wrap)];

    /// <summary>All solution folders, at any depth, in the file's order.</summary>
    public IReadOnlyCollection<SolutionFolder> AllSolutionFolders => [.. Model.SolutionFolders.Select(Wrap)];

    /// <summary>The projects that are in no folder.</summary>
    public IReadOnlyCollection<Project> Projects => ProjectsIn(null);

    /// <summary>The folders that are in no folder.</summary>
    public IReadOnlyCollection<SolutionFolder> SolutionFolders => FoldersIn(null);

    /// <summary>The solution's own configurations: <c>Debug|Any CPU</c> = <c>Debug|Any CPU</c>.</summary>
    public IReadOnlyDictionary<string, string> Configurations
        => Model.BuildTypes
            .SelectMany(x => Model.Platforms, (buildType, platform) => $"{buildType}|{platform}")
            .ToDictionary(x => x, x => x, StringComparer.Ordinal);

    IProjectContainer IProjectContainer.Parent => null!;

    internal AbsolutePath RequiredDirectory
        => Directory ?? throw new PipelineException(SolutionErrors.NoFile, "The solution was made in memory and has no path, so its projects have none. Set Solution.Path, or save it first.");

    private SolutionModel Model => Content.Model;

    private SolutionContent Content => _content ?? Load();

    /// <summary>The model of <c>Microsoft.VisualStudio.SolutionPersistence</c> behind this solution; changes to it are written by <see cref="Save"/>.</summary>
    public SolutionModel GetModel() => Model;

    /// <summary>The projects, at any depth, whose name matches: <c>*</c> stands for any characters, everything else for itself.</summary>
    public IEnumerable<Project> GetAllProjects(string wildcardPattern)
        => AllProjects.Where(x => Wildcard.Matches(wildcardPattern, x.Name));

    /// <summary>Writes the solution to its path or another, as <c>.sln</c> or <c>.slnx</c> by the extension.</summary>
    /// <exception cref="PipelineException">PIPE1204: there is no path.</exception>
    public void Save(AbsolutePath? path = null)
    {
        Path = path ?? Path ?? throw new PipelineException(SolutionErrors.NoFile, "The solution has no path to be saved to. Pass one to Save, or set Solution.Path.");
        SolutionFile.Write(Path, Model);
    }

    /// <summary>Writes the solution to another path, which becomes its own.</summary>
    public void SaveAs(AbsolutePath path) => Save(path);

    /// <inheritdoc />
    public override string ToString() => Path?.ToString() ?? base.ToString()!;

    internal Project Wrap(SolutionProjectModel model) => Content.Wrap(model);

    internal SolutionFolder Wrap(SolutionFolderModel model) => Content.Wrap(model);

    private SolutionContent Load()
    {
        var content = new SolutionContent(SolutionFile.Read(Path), this);
        // Targets that run at once may both come here first; all are to see the same projects.
        if (Interlocked.CompareExchange(ref _content, content, null) is { } other)
            return other;
        Loaded?.Invoke(this);
        return content;
    }

    internal IReadOnlyCollection<Project> ProjectsIn(SolutionFolderModel? folder)
        => [.. Model.SolutionProjects.Where(x => ReferenceEquals(x.Parent, folder)).Select(Wrap)];

    internal IReadOnlyCollection<SolutionFolder> FoldersIn(SolutionFolderModel? folder)
        => [.. Model.SolutionFolders.Where(x => ReferenceEquals(x.Parent, folder)).Select(Wrap)];

    /// <summary>The solution file's path, as tools want it.</summary>
    public static implicit operator string(Solution solution) => solution?.Path!;

    /// <summary>The solution file's path.</summary>
    public static implicit operator AbsolutePath(Solution solution) => solution?.Path!;
}
