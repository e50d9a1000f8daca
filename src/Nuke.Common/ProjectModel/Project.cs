using Microsoft.VisualStudio.SolutionPersistence.Model;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.ProjectModel;

/// <summary>A project of a solution. What MSBuild knows about it: <see cref="ProjectExtensions"/>.</summary>
public class Project(SolutionProjectModel model, Solution solution) : SolutionItem(model, solution), IAbsolutePathHolder
{
    /// <summary>The model of <c>Microsoft.VisualStudio.SolutionPersistence</c> behind this project.</summary>
    public SolutionProjectModel GetModel() => model;

    /// <summary>The project's id in the solution file.</summary>
    public Guid ProjectId => model.Id;

    /// <summary>The project type's id, as <c>.sln</c> files write it.</summary>
    public Guid TypeId => model.TypeId;

    /// <summary>The path of the project file, relative to the solution.</summary>
    public string RelativePath => model.FilePath;

    /// <summary>The project file.</summary>
    /// <exception cref="PipelineException">PIPE1204: the solution has no path.</exception>
    public AbsolutePath Path => Solution.RequiredDirectory / model.FilePath;

    /// <summary>The project file's name with its extension.</summary>
    public string FileName => System.IO.Path.GetFileName(RelativePath);

    /// <summary>The directory of the project file.</summary>
    public AbsolutePath Directory => Path.Parent;

    /// <summary>What is built for each configuration of the solution, in the words of a <c>.sln</c>: <c>Debug|Any CPU.Build.0</c> = <c>Debug|Any CPU</c>.</summary>
    public IReadOnlyDictionary<string, string> Configurations
    {
        get
        {
            var configurations = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var buildType in Solution.GetModel().BuildTypes)
            {
                foreach (var platform in Solution.GetModel().Platforms)
                {
                    var (projectBuildType, projectPlatform, build, deploy) = model.GetProjectConfiguration(buildType, platform);
                    if (projectBuildType is null || projectPlatform is null)
                        continue;
                    var value = $"{projectBuildType}|{ShownPlatform(projectPlatform)}";
                    var key = $"{buildType}|{ShownPlatform(platform)}";
                    configurations[$"{key}.ActiveCfg"] = value;
                    if (build)
                        configurations[$"{key}.Build.0"] = value;
                    if (deploy)
                        configurations[$"{key}.Deploy.0"] = value;
                }
            }

            return configurations;
        }
    }

    /// <summary>Whether the project is of that type.</summary>
    public bool Is(ProjectType type) => type.Ids.Contains(TypeId);

    private static string ShownPlatform(string platform) => platform == "AnyCPU" ? "Any CPU" : platform;

    /// <summary>The project file's path, as tools want it.</summary>
    public static implicit operator string(Project project) => project?.Path!;

    /// <summary>The project file's path.</summary>
    public static implicit operator AbsolutePath(Project project) => project?.Path!;
}
