namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A step of a job. Builds derive from it for steps of their own.</summary>
public abstract class GitHubActionsStep : ConfigurationEntity;
