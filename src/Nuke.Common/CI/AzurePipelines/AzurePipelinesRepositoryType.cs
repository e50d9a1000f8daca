namespace Nuke.Common.CI.AzurePipelines;

/// <summary>Where a repository is.</summary>
public enum AzurePipelinesRepositoryType
{
    /// <summary>In Azure Repos.</summary>
    TfsGit,

    /// <summary>In TFVC.</summary>
    TfsVersionControl,

    /// <summary>On another Git server.</summary>
    Git,

    /// <summary>On GitHub.</summary>
    GitHub,

    /// <summary>In Subversion.</summary>
    Svn,
}
