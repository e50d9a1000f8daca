namespace Pipeline.Workflows.Defining;

/// <summary>An environment in GitHub's sense: its rules (reviewers, branches, a wait) hold before a job that names it starts, and only then are its secrets there.</summary>
public sealed record DeploymentEnvironment
{
    /// <summary>Its name in the repository's settings.</summary>
    public required string Name { get; init; }

    /// <summary>The address that GitHub shows for it.</summary>
    public WorkflowValue? Url { get; init; }
}
