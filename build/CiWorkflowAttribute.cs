using System.Collections.Generic;
using System.Linq;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.GitHubActions.Configuration;
using Nuke.Common.Execution;

/// <summary><c>.github/workflows/ci-cd.yml</c>: the whole delivery on Linux, where all components can be had; the build program and the compiler on Windows, by build.ps1.</summary>
class CiWorkflowAttribute : GitHubActionsAttribute
{
    public CiWorkflowAttribute()
        : base("ci-cd", GitHubActionsImage.UbuntuLatest, GitHubActionsImage.WindowsLatest)
    {
        OnPushBranches = ["main"];
        OnPullRequestBranches = ["main"];
        InvokedTargets = ["PrepareTests", "Deliver"];
        ReadPermissions = [GitHubActionsPermissions.Contents];
        TimeoutMinutes = 60;
        ConcurrencyGroup = "${{ github.workflow }}-${{ github.ref }}";
        ConcurrencyCancelInProgress = true;
        FetchDepth = 0;
    }

    protected override GitHubActionsJob GetJobs(GitHubActionsImage image, IReadOnlyCollection<ExecutableTarget> relevantTargets)
    {
        var job = base.GetJobs(image, relevantTargets);
        if (image != GitHubActionsImage.WindowsLatest)
            return job;
        foreach (var run in job.Steps.OfType<GitHubActionsRunStep>())
            (run.BuildCmdPath, run.InvokedTargets) = ("build.ps1", ["Compile"]);
        job.Steps = [.. job.Steps.Where(x => x is not GitHubActionsArtifactStep)];
        return job;
    }
}
