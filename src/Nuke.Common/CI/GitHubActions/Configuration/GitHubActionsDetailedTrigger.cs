namespace Nuke.Common.CI.GitHubActions.Configuration;

/// <summary>A trigger with filters or inputs.</summary>
public abstract class GitHubActionsDetailedTrigger : ConfigurationEntity;
