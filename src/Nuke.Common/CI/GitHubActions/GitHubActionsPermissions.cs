using Nuke.Common.Tooling;

namespace Nuke.Common.CI.GitHubActions;

/// <summary>What the run's token may be used for.</summary>
public enum GitHubActionsPermissions
{
    /// <summary>Workflow runs.</summary>
    [EnumValue("actions")]
    Actions,

    /// <summary>Artifact attestations.</summary>
    [EnumValue("attestations")]
    Attestations,

    /// <summary>Checks.</summary>
    [EnumValue("checks")]
    Checks,

    /// <summary>Commits, branches, releases.</summary>
    [EnumValue("contents")]
    Contents,

    /// <summary>Deployments.</summary>
    [EnumValue("deployments")]
    Deployments,

    /// <summary>OpenID Connect tokens; write is what asks for one.</summary>
    [EnumValue("id-token")]
    IdToken,

    /// <summary>Issues.</summary>
    [EnumValue("issues")]
    Issues,

    /// <summary>Discussions.</summary>
    [EnumValue("discussions")]
    Discussions,

    /// <summary>Packages.</summary>
    [EnumValue("packages")]
    Packages,

    /// <summary>GitHub Pages.</summary>
    [EnumValue("pages")]
    Pages,

    /// <summary>Pull requests.</summary>
    [EnumValue("pull-requests")]
    PullRequests,

    /// <summary>Classic projects.</summary>
    [EnumValue("repository-projects")]
    RepositoryProjects,

    /// <summary>Code scanning results.</summary>
    [EnumValue("security-events")]
    SecurityEvents,

    /// <summary>Commit statuses.</summary>
    [EnumValue("statuses")]
    Statuses,
}
