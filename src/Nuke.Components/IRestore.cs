using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Nuke.Components;

/// <summary>Restores the solution's packages.</summary>
public interface IRestore : IHazSolution, INukeBuild
{
    /// <summary><c>dotnet restore</c> of the solution.</summary>
    Target Restore => _ => _
        .Executes(() => DotNetRestore(_ => _
            .Apply(RestoreSettingsBase)
            .Apply(RestoreSettings)));

    /// <summary>What this component sets.</summary>
    sealed Configure<DotNetRestoreSettings> RestoreSettingsBase => _ => _
        .SetProjectFile(Solution)
        .SetIgnoreFailedSources(IgnoreFailedSources);

    /// <summary>What the build sets, after <see cref="RestoreSettingsBase"/>.</summary>
    Configure<DotNetRestoreSettings> RestoreSettings => _ => _;

    /// <summary>A package source that can't be reached is only a warning. Default false.</summary>
    [Parameter("Ignore unreachable sources during " + nameof(Restore))]
    bool IgnoreFailedSources => TryGetValue<bool?>(() => IgnoreFailedSources) ?? false;
}
