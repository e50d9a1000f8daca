namespace Nuke.Common.CI.GitLab;

/// <summary>Who sees a GitLab project.</summary>
public enum GitLabProjectVisibility
{
    /// <summary>Everybody with an account.</summary>
    Internal,

    /// <summary>Its members.</summary>
    Private,

    /// <summary>Everybody.</summary>
    Public,
}
