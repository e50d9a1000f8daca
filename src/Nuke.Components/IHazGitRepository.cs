using Nuke.Common;
using Nuke.Common.Git;

namespace Nuke.Components;

/// <summary>The build stands in a git repository.</summary>
public interface IHazGitRepository : INukeBuild
{
    /// <summary>The repository that holds the root directory.</summary>
    [GitRepository, Required]
    GitRepository GitRepository => TryGetValue(() => GitRepository)!;
}
