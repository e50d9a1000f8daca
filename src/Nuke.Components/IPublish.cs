using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Nuke.Components;

/// <summary>Pushes the packages to a package server, once they are tested.</summary>
public interface IPublish : IPack, ITest
{
    /// <summary>
    /// The server: a URL, a folder, or a name in NuGet's configuration. Default: the configuration's <c>defaultPushSource</c>
    /// (NUKE's own default is the public gallery; here nothing is pushed to where nobody said).
    /// </summary>
    [Parameter]
    string? NuGetSource => TryGetValue<string>(() => NuGetSource!);

    /// <summary>The key for the server.</summary>
    [Parameter, Secret]
    string? NuGetApiKey => TryGetValue<string>(() => NuGetApiKey!);

    /// <summary><c>dotnet nuget push</c> of each of <see cref="PushPackageFiles"/>.</summary>
    Target Publish => _ => _
        .DependsOn(Test, Pack)
        .Requires(() => NuGetApiKey!)
        .Executes(() => DotNetNuGetPush(
            _ => _
                .Apply(PushSettingsBase)
                .Apply(PushSettings)
                .CombineWith(PushPackageFiles, (_, v) => _
                    .SetTargetPath(v))
                .Apply(PackagePushSettings),
            PushDegreeOfParallelism,
            PushCompleteOnFailure));

    /// <summary>What this component sets for all packages.</summary>
    sealed Configure<DotNetNuGetPushSettings> PushSettingsBase => _ => _
        .SetSource(NuGetSource)
        .SetApiKey(NuGetApiKey);

    /// <summary>What the build sets for all packages, after <see cref="PushSettingsBase"/>.</summary>
    Configure<DotNetNuGetPushSettings> PushSettings => _ => _;

    /// <summary>What the build sets for each package; <c>TargetPath</c> says which.</summary>
    Configure<DotNetNuGetPushSettings> PackagePushSettings => _ => _;

    /// <summary>The packages. Default: those that <see cref="IPack.Pack"/> made.</summary>
    IEnumerable<AbsolutePath> PushPackageFiles => PackagesDirectory.GlobFiles("*.nupkg");

    /// <summary>Whether the others are still pushed when one fails. Default true.</summary>
    bool PushCompleteOnFailure => true;

    /// <summary>How many are pushed at once. Default 5.</summary>
    int PushDegreeOfParallelism => 5;
}
