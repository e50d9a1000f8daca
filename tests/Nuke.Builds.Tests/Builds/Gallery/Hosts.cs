using System;
using Nuke.Common;
using Nuke.Common.CI;
using Nuke.Common.CI.AzurePipelines;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.TeamCity;
using Nuke.Common.Execution;

namespace Hosts;

public class CompanyServer : Host, IBuildServer
{
    protected CompanyServer()
    {
    }

    public static bool IsRunningCompanyServer => EnvironmentInfo.HasVariable("COMPANY_SERVER");

    string IBuildServer.Branch => "main";
    string IBuildServer.Commit => "0123";
}

[DisableDefaultOutput(DefaultOutput.Logo, DefaultOutput.Timestamps)]
class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Show);

    [CI] readonly GitHubActions GitHubActions;
    [CI] readonly TeamCity TeamCity;
    [CI] readonly CompanyServer CompanyServer;

    Target Show => _ => _
        .Executes(() =>
        {
            Console.WriteLine($"Host={Host.GetType().Name} Server={IsServerBuild} Local={IsLocalBuild}");
            Console.WriteLine($"Injected={GitHubActions != null},{TeamCity != null},{CompanyServer != null},{AzurePipelines.Instance != null}");
            if (Host is GitHubActions { IsPullRequest: var isPullRequest } actions)
                Console.WriteLine($"Actions={actions.Repository} {actions.RunNumber} {isPullRequest} {actions.Sha}");
            if (Host is IBuildServer server)
                Console.WriteLine($"Branch={server.Branch}");
        });
}
