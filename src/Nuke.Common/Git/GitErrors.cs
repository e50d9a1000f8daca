using Pipeline.Errors;

namespace Nuke.Common.Git;

/// <summary>Errors of reading a Git repository.</summary>
[ErrorCodes]
public static class GitErrors
{
    /// <summary>No repository at or above a directory.</summary>
    public static readonly ErrorCode NotARepository = new("PIPE1220", "Not a Git repository",
        "Neither the directory nor one above it holds .git.",
        "Run from a clone, or `git init` the directory; a build that also runs from an archive makes its member nullable and drops [GitRepository].");

    /// <summary>A repository whose files can't be understood.</summary>
    public static readonly ErrorCode Unreadable = new("PIPE1221", "Git repository can't be read",
        "A file below .git is missing, damaged, or in a format that is not read here (reftable).",
        "`git fsck` and `git status` name what is damaged; `git refs migrate --ref-format=files` leaves reftable.");

    /// <summary>A remote's URL that names no host and repository.</summary>
    public static readonly ErrorCode InvalidUrl = new("PIPE1222", "Repository URL not understood",
        "The URL has no host or no repository in it.",
        "Write https://host/owner/name, ssh://git@host/owner/name or git@host:owner/name.");

    /// <summary>A question only GitHub can answer, asked of another repository.</summary>
    public static readonly ErrorCode NotGitHub = new("PIPE1223", "Not a GitHub repository",
        "The repository's remote is not at github.com.",
        "Check `git remote -v`; ask IsGitHubRepository() first where a build has other remotes.");

    /// <summary>A branch was needed, and HEAD is on none.</summary>
    public static readonly ErrorCode NoBranch = new("PIPE1224", "HEAD is on no branch",
        "The repository is checked out at a commit, so it has no current branch.",
        "Check out a branch, or pass the branch explicitly.");
}
