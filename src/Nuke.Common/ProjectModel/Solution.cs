using Microsoft.VisualStudio.SolutionPersistence.Model;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>A solution file, <c>.sln</c> or <c>.slnx</c>. One that comes from a path is read when it is first asked for what it holds.</summary>
public class Solution : IProjectContainer, IAbsolutePathHolder
{
    private readonly Dictionary<SolutionItemModel, SolutionItem> _wrappers = [];
    private readonly Lazy<SolutionModel> _model;

    /// <summary>A solution from a model already read or made in memory.</summary>
    public Solution(SolutionModel model, AbsolutePath? path = null)
    {
        _model = new Lazy<SolutionModel>(model);
        Path = path!;
    }

    /// <summary>The solution of a file, which is read on first use.</summary>
    public Solution(AbsolutePath path)
    {
        Path = path;
        _model = new Lazy<SolutionModel>(() =>
        {
            var model = SolutionFile.Read(path);
            Loaded?.Invoke(this, model);
            return model;
        });
    }

    internal Action<Solution, SolutionModel>? Loaded { get; set; }

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

    private SolutionModel Model => _model.Value;

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

    internal Project Wrap(SolutionProjectModel model) => (Project)Wrapper(model);

    internal SolutionFolder Wrap(SolutionFolderModel model) => (SolutionFolder)Wrapper(model);

    internal IReadOnlyCollection<Project> ProjectsIn(SolutionFolderModel? folder)
        => [.. Model.SolutionProjects.Where(x => ReferenceEquals(x.Parent, folder)).Select(Wrap)];

    internal IReadOnlyCollection<SolutionFolder> FoldersIn(SolutionFolderModel? folder)
        => [.. Model.SolutionFolders.Where(x => ReferenceEquals(x.Parent, folder)).Select(Wrap)];

    // One wrapper a model, so that projects can be compared by reference.
    private SolutionItem Wrapper(SolutionItemModel model)
    {
        lock (_wrappers)
        {
            if (!_wrappers.TryGetValue(model, out var wrapper))
            {
                wrapper = model is SolutionProjectModel project ? new Project(project, this) : new SolutionFolder((SolutionFolderModel)model, this);
                _wrappers.Add(model, wrapper);
            }

            return wrapper;
        }
    }

    /// <summary>The solution file's path, as tools want it.</summary>
    public static implicit operator string(Solution solution) => solution?.Path!;

    /// <summary>The solution file's path.</summary>
    public static implicit operator AbsolutePath(Solution solution) => solution?.Path!;
}
