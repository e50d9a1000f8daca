namespace Nuke.Common.Tools.GitHub;

/// <summary>What a path in a repository is.</summary>
public enum GitHubItemType
{
    /// <summary>What the file system says.</summary>
    Automatic,

    /// <summary>A file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,
}
