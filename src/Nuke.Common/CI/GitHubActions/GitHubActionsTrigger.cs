using Nuke.Common.Tooling;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>What starts a workflow.</summary>
public enum GitHubActionsTrigger
{
    /// <summary>A push.</summary>
    [EnumValue("push")]
    Push,

    /// <summary>A pull request; without secrets where it comes from a fork.</summary>
    [EnumValue("pull_request")]
    PullRequest,

    /// <summary>A person, from GitHub's pages or API.</summary>
    [EnumValue("workflow_dispatch")]
    WorkflowDispatch,
}
