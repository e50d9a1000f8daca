using static Nuke.Common.Execution.HostDetection;

namespace Nuke.Common.CI;

/// <summary>The build servers that are known, each by a variable it sets.</summary>
internal static class BuildServerHosts
{
    public static IReadOnlyList<KnownHost> All { get; } =
    [
        new("GitHubActions", () => GitHubActions.GitHubActions.IsRunningGitHubActions, () => new GitHubActions.GitHubActions()),
        new("AzurePipelines", () => AzurePipelines.AzurePipelines.IsRunningAzurePipelines, () => new AzurePipelines.AzurePipelines()),
        new("GitLab", () => GitLab.GitLab.IsRunningGitLab, () => new GitLab.GitLab()),
        new("TeamCity", () => TeamCity.TeamCity.IsRunningTeamCity, () => new TeamCity.TeamCity()),
        new("AppVeyor", () => AppVeyor.AppVeyor.IsRunningAppVeyor, () => new AppVeyor.AppVeyor()),
        new("Bamboo", () => Bamboo.Bamboo.IsRunningBamboo, () => new Bamboo.Bamboo()),
        new("Bitbucket", () => Bitbucket.Bitbucket.IsRunningBitbucket, () => new Bitbucket.Bitbucket()),
        new("Bitrise", () => Bitrise.Bitrise.IsRunningBitrise, () => new Bitrise.Bitrise()),
        new("Jenkins", () => Jenkins.Jenkins.IsRunningJenkins, () => new Jenkins.Jenkins()),
        new("SpaceAutomation", () => SpaceAutomation.SpaceAutomation.IsRunningSpaceAutomation, () => new SpaceAutomation.SpaceAutomation()),
        new("TravisCI", () => TravisCI.TravisCI.IsRunningTravisCI, () => new TravisCI.TravisCI()),
    ];
}
