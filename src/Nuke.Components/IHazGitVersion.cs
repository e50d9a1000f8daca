using Nuke.Common;
using Nuke.Common.Tools.GitVersion;

namespace Nuke.Components;

/// <summary>The version comes from GitVersion. Components that compile and pack then use it.</summary>
public interface IHazGitVersion : INukeBuild
{
    /// <summary>What GitVersion says, without fetching.</summary>
    [GitVersion(NoFetch = true), Required]
    GitVersion Versioning => TryGetValue(() => Versioning)!;
}
