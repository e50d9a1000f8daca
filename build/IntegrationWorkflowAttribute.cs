using System.Collections.Generic;
using Nuke.Common.CI.GitHubActions;
using Nuke.Common.CI.GitHubActions.Configuration;
using Nuke.Common.Execution;

/// <summary><c>.github/workflows/integration.yml</c>: what needs Docker and images of others, on a machine that has them. The contracts that the embedded servers keep are held against MongoDB and Kubernetes (k3s) themselves.</summary>
class IntegrationWorkflowAttribute : GitHubActionsAttribute
{
    public IntegrationWorkflowAttribute()
        : base("integration", GitHubActionsImage.UbuntuLatest)
    {
        OnPushBranches = ["main"];
        OnPullRequestBranches = ["main"];
        InvokedTargets = ["TestContainers"];
        ReadPermissions = [GitHubActionsPermissions.Contents];
        TimeoutMinutes = 30;
        ConcurrencyGroup = "${{ github.workflow }}-${{ github.ref }}";
        ConcurrencyCancelInProgress = true;
        PublishCondition = "always()";
    }

    protected override GitHubActionsJob GetJobs(GitHubActionsImage image, IReadOnlyCollection<ExecutableTarget> relevantTargets)
    {
        var job = base.GetJobs(image, relevantTargets);
        job.Name = "integration";
        return job;
    }
}
