using Nuke.Common.IO;
using Pipeline.Errors;

namespace Nuke.Common.Git;

/// <summary>What a build wants to know of its Git repository, read from the repository's files; git itself isn't run.</summary>
public class GitRepository
{
    /// <summary>A repository from its parts.</summary>
    public GitRepository(
        GitProtocol? protocol,
        string endpoint,
        string identifier,
        string? branch,
        AbsolutePath? localDirectory,
        string? head,
        string? commit,
        IReadOnlyCollection<string>? tags,
        string? remoteName,
        string? remoteBranch)
    {
        Protocol = protocol;
        Endpoint = endpoint;
        Identifier = identifier;
        Branch = branch!;
        LocalDirectory = localDirectory!;
        Head = head!;
        Commit = commit!;
        Tags = tags!;
        RemoteName = remoteName!;
        RemoteBranch = remoteBranch!;
    }

    /// <summary>How the remote is reached; <see langword="null"/> without a remote.</summary>
    public GitProtocol? Protocol { get; }

    /// <summary>The remote's host: <c>github.com</c>.</summary>
    public string Endpoint { get; }

    /// <summary>The repository on its host: <c>owner/name</c>.</summary>
    public string Identifier { get; }

    /// <summary>The current branch; <see langword="null"/> where HEAD is on none, and no CI service says which it is.</summary>
    public string Branch { get; }

    /// <summary>The directory that holds <c>.git</c>; <see langword="null"/> for a repository from a URL.</summary>
    public AbsolutePath LocalDirectory { get; }

    /// <summary>The reference that HEAD is on, or the commit where it is on none; <see langword="null"/> for a repository from a URL.</summary>
    public string Head { get; }

    /// <summary>The current commit; <see langword="null"/> before the first one, and for a repository from a URL.</summary>
    public string Commit { get; }

    /// <summary>The tags on the current commit, annotated or not; <see langword="null"/> for a repository from a URL.</summary>
    public IReadOnlyCollection<string> Tags { get; }

    /// <summary>The remote that the branch follows, or <see langword="null"/>.</summary>
    public string RemoteName { get; }

    /// <summary>The branch there that it follows, or <see langword="null"/>.</summary>
    public string RemoteBranch { get; }

    /// <summary><c>https://endpoint/identifier.git</c></summary>
    public string HttpsUrl => (Endpoint is null ? null : $"https://{Endpoint}/{Identifier}.git")!;

    /// <summary><c>git@endpoint:identifier.git</c></summary>
    public string SshUrl => (Endpoint is null ? null : $"git@{Endpoint}:{Identifier}.git")!;

    /// <summary>A repository known by its URL alone.</summary>
    /// <exception cref="PipelineException">PIPE1222: the URL isn't understood.</exception>
    public static GitRepository FromUrl(string url, string? branch = null)
    {
        var remote = GitRemoteUrl.Parse(url)
                     ?? throw new PipelineException(GitErrors.InvalidUrl, $"'{url}' names no repository on a host. Write https://host/owner/name or git@host:owner/name.");
        return new GitRepository(remote.Protocol, remote.Endpoint, remote.Identifier, branch, null, null, null, null, null, null);
    }

    /// <summary>The repository that a directory is in: a clone, a worktree or a submodule.</summary>
    /// <exception cref="PipelineException">PIPE1220: it is in none.</exception>
    public static GitRepository FromLocalDirectory(AbsolutePath directory) => FromLocalDirectory(directory, CheckedOut.ByBuildServer());

    internal static GitRepository FromLocalDirectory(AbsolutePath directory, CheckedOut? server)
    {
        const string branches = "refs/heads/";
        var git = GitDirectory.Find(directory);
        var head = git.Head();
        var commit = git.Commit(head);
        var branch = head.StartsWith(branches, StringComparison.Ordinal) ? head[branches.Length..] : server?.BranchOf(commit);
        var configuration = git.Configuration();
        var (remoteName, remoteBranch) = branch is null ? (null, null) : (configuration.Get("branch", branch, "remote"), configuration.Get("branch", branch, "merge"));
        if (remoteName is null || remoteBranch is null)
            (remoteName, remoteBranch) = (null, null);
        else if (remoteBranch.StartsWith(branches, StringComparison.Ordinal))
            remoteBranch = remoteBranch[branches.Length..];
        var remote = configuration.RemoteUrl(remoteName) is { } url ? GitRemoteUrl.Parse(url) : null;
        return new GitRepository(remote?.Protocol, remote?.Endpoint!, remote?.Identifier!, branch, git.WorkingDirectory, head, commit, commit is null ? [] : git.Tags(commit), remoteName, remoteBranch);
    }

    /// <summary>The same repository, seen as on another branch; nothing is checked out.</summary>
    public GitRepository SetBranch(string branch)
        => new(Protocol, Endpoint, Identifier, branch, LocalDirectory, Head, Commit, Tags, RemoteName, RemoteBranch);

    /// <summary>The remote's URL without <c>.git</c>, or the local directory where there is no remote.</summary>
    public override string ToString()
        => Endpoint is null ? LocalDirectory?.ToString() ?? string.Empty : Protocol == GitProtocol.Https ? $"https://{Endpoint}/{Identifier}" : $"git@{Endpoint}:{Identifier}";
}
