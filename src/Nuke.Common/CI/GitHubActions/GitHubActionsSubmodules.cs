namespace Nuke.Common.CI.GitHubActions;

/// <summary>Which submodules are checked out.</summary>
public enum GitHubActionsSubmodules
{
    /// <summary>The repository's own.</summary>
    True,

    /// <summary>Theirs too.</summary>
    Recursive,
}
