using System;
using System.Collections.Generic;
using System.Linq;
using Nuke.Common;
using Nuke.Common.CI;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.GitHubActions.Configuration;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Utilities;

namespace Workflows;

[CustomGitHubActions(
    "ci",
    GitHubActionsImage.UbuntuLatest,
    OnPushBranches = ["main", "release/*"],
    OnPullRequestBranches = ["main"],
    InvokedTargets = [nameof(Test)],
    ImportSecrets = [nameof(NuGetApiKey)],
    EnableGitHubToken = true,
    PublishArtifacts = true,
    FetchDepth = 0)]
[GitHubActions(
    "nightly",
    GitHubActionsImage.UbuntuLatest,
    GitHubActionsImage.MacOsLatest,
    OnCronSchedule = "0 3 * * *",
    OnWorkflowDispatchOptionalInputs = ["Reason"],
    TimeoutMinutes = 30,
    ConcurrencyGroup = "nightly",
    ConcurrencyCancelInProgress = true,
    WritePermissions = [GitHubActionsPermissions.Packages],
    ReadPermissions = [GitHubActionsPermissions.Contents],
    InvokedTargets = [nameof(Test), nameof(Pack)])]
class Build : NukeBuild
{
    public static int Main() => Execute<Build>(x => x.Test);

    [Parameter] [Secret] readonly string NuGetApiKey;
    [CI] readonly GitHubActions GitHubActions;

    Target Compile => _ => _.Executes(() => { });

    Target Test => _ => _
        .DependsOn(Compile)
        .Produces(RootDirectory / "results" / "*.trx")
        .Executes(() =>
        {
            Console.WriteLine($"Server={IsServerBuild}");
            Console.WriteLine($"Run={GitHubActions?.RunNumber} {GitHubActions?.Workflow} {GitHubActions.Instance?.Ref}");
        });

    Target Pack => _ => _
        .DependsOn(Compile)
        .Executes(() => { });
}

class CustomGitHubActionsAttribute : GitHubActionsAttribute
{
    public CustomGitHubActionsAttribute(string name, GitHubActionsImage image, params GitHubActionsImage[] images)
        : base(name, image, images)
    {
    }

    protected override GitHubActionsJob GetJobs(GitHubActionsImage image, IReadOnlyCollection<ExecutableTarget> relevantTargets)
    {
        var job = base.GetJobs(image, relevantTargets);
        var steps = new List<GitHubActionsStep>(job.Steps);
        steps.Insert(1, new SetupDotNetStep(["9.0.x", "10.0.x"]));
        job.Steps = steps.ToArray();
        return job;
    }
}

class SetupDotNetStep : GitHubActionsStep
{
    readonly string[] _versions;

    public SetupDotNetStep(string[] versions) => _versions = versions;

    public override void Write(CustomFileWriter writer)
    {
        writer.WriteLine("- uses: actions/setup-dotnet@v4");
        using (writer.Indent())
        {
            writer.WriteLine("with:");
            using (writer.Indent())
            {
                writer.WriteLine("dotnet-version: |");
                using (writer.Indent())
                {
                    foreach (var version in _versions)
                        writer.WriteLine(version);
                }
            }
        }
    }
}
