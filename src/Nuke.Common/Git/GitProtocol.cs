namespace Nuke.Common.Git;

/// <summary>How a remote is reached.</summary>
public enum GitProtocol
{
    /// <summary><c>https://host/owner/name</c></summary>
    Https,

    /// <summary><c>git@host:owner/name</c></summary>
    Ssh,
}
