using Nuke.Common;

namespace Nuke.Components;

/// <summary>The build compiles in a configuration.</summary>
public interface IHazConfiguration : INukeBuild
{
    /// <summary>The build configuration. Default: <c>Debug</c> on a developer's machine, <c>Release</c> on a build server.</summary>
    [Parameter]
    Configuration Configuration => TryGetValue(() => Configuration) ?? (IsLocalBuild ? Configuration.Debug : Configuration.Release);
}
