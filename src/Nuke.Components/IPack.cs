using Nuke.Common;
using Nuke.Common.IO;
using Nuke.Common.Utilities;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Utilities.Collections;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Nuke.Components;

/// <summary>Makes NuGet packages of the solution's packable projects.</summary>
public interface IPack : ICompile, IHazArtifacts
{
    /// <summary>Where the packages go. Default <c>packages</c> among the artifacts.</summary>
    AbsolutePath PackagesDirectory => ArtifactsDirectory / "packages";

    /// <summary><c>dotnet pack</c> of the solution.</summary>
    Target Pack => _ => _
        .DependsOn(Compile)
        .Produces(PackagesDirectory / "*.nupkg")
        .Executes(() =>
        {
            DotNetPack(_ => _
                .Apply(PackSettingsBase)
                .Apply(PackSettings));

            ReportSummary(_ => _.AddPair("Packages", PackagesDirectory.GlobFiles("*.nupkg").Count));
        });

    /// <summary>What this component sets. Building again is left out if <see cref="ICompile.Compile"/> ran.</summary>
    sealed Configure<DotNetPackSettings> PackSettingsBase => _ => _
        .SetProject(Solution)
        .SetConfiguration(Configuration)
        .SetNoBuild(SucceededTargets.Contains(Compile))
        .SetOutputDirectory(PackagesDirectory)
        .WhenNotNull((this as IHazGitRepository)?.GitRepository, (_, repository) => _
            .SetRepositoryUrl(repository.HttpsUrl))
        .WhenNotNull((this as IHazGitVersion)?.Versioning, (_, version) => _
            .SetVersion(version.NuGetVersionV2 ?? version.SemVer))
        .WhenNotNull(this as IHazChangelog, (_, changelog) => _
            .SetPackageReleaseNotes(changelog.NuGetReleaseNotes));

    /// <summary>What the build sets, after <see cref="PackSettingsBase"/>.</summary>
    Configure<DotNetPackSettings> PackSettings => _ => _;
}
