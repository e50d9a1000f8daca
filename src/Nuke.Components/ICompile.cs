using Nuke.Common;
using Nuke.Common.ProjectModel;
using Nuke.Common.Utilities;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.DotNet;
using Nuke.Common.Utilities.Collections;
using static Nuke.Common.Tools.DotNet.DotNetTasks;

namespace Nuke.Components;

/// <summary>Compiles the solution, and publishes what the build names.</summary>
public interface ICompile : IRestore, IHazConfiguration
{
    /// <summary><c>dotnet build</c> of the solution, then <c>dotnet publish</c> of each of <see cref="PublishConfigurations"/>.</summary>
    Target Compile => _ => _
        .DependsOn(Restore)
        .WhenSkipped(DependencyBehavior.Skip)
        .Executes(() =>
        {
            if (this is IHazGitVersion { Versioning: var version })
                ReportSummary(_ => _.AddPair("Version", version.FullSemVer));

            DotNetBuild(_ => _
                .Apply(CompileSettingsBase)
                .Apply(CompileSettings));

            DotNetPublish(
                _ => _
                    .Apply(PublishSettingsBase)
                    .Apply(PublishSettings)
                    .CombineWith(PublishConfigurations, (_, v) => _
                        .SetProject(v.Project)
                        .SetFramework(v.Framework)),
                PublishDegreeOfParallelism);
        });

    /// <summary>What this component sets for the build. Restoring again is left out if <see cref="IRestore.Restore"/> ran.</summary>
    sealed Configure<DotNetBuildSettings> CompileSettingsBase => _ => _
        .SetProjectFile(Solution)
        .SetConfiguration(Configuration)
        .When(IsServerBuild, _ => _
            .EnableContinuousIntegrationBuild())
        .SetNoRestore(SucceededTargets.Contains(Restore))
        .WhenNotNull((this as IHazGitRepository)?.GitRepository, (_, repository) => _
            .SetRepositoryUrl(repository.HttpsUrl))
        .WhenNotNull((this as IHazGitVersion)?.Versioning, (_, version) => _
            .SetAssemblyVersion(version.AssemblySemVer)
            .SetFileVersion(version.AssemblySemFileVer)
            .SetInformationalVersion(version.InformationalVersion));

    /// <summary>What this component sets for publishing. It publishes what was built, in the same configuration and version.</summary>
    sealed Configure<DotNetPublishSettings> PublishSettingsBase => _ => _
        .SetConfiguration(Configuration)
        .EnableNoBuild()
        .EnableNoLogo()
        .When(IsServerBuild, _ => _
            .EnableContinuousIntegrationBuild())
        .WhenNotNull((this as IHazGitRepository)?.GitRepository, (_, repository) => _
            .SetRepositoryUrl(repository.HttpsUrl))
        .WhenNotNull((this as IHazGitVersion)?.Versioning, (_, version) => _
            .SetAssemblyVersion(version.AssemblySemVer)
            .SetFileVersion(version.AssemblySemFileVer)
            .SetInformationalVersion(version.InformationalVersion));

    /// <summary>What the build sets, after <see cref="CompileSettingsBase"/>.</summary>
    Configure<DotNetBuildSettings> CompileSettings => _ => _;

    /// <summary>What the build sets, after <see cref="PublishSettingsBase"/>.</summary>
    Configure<DotNetPublishSettings> PublishSettings => _ => _;

    /// <summary>The projects to publish, each for a target framework. Default: none.</summary>
    IEnumerable<(Project Project, string Framework)> PublishConfigurations => [];

    /// <summary>How many are published at once. Default 10.</summary>
    int PublishDegreeOfParallelism => 10;
}
