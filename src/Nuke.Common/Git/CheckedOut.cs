using Nuke.Common.CI;

namespace Nuke.Common.Git;

/// <summary>What a build server says it has checked out. Servers check out a commit, not a branch, and only they know the branch.</summary>
internal sealed record CheckedOut(string? Branch, string? Commit)
{
    public static CheckedOut? ByBuildServer() => NukeBuild.Host is IBuildServer server ? new CheckedOut(server.Branch, server.Commit) : null;

    /// <summary>The server's branch, if it is this commit that it speaks of: a build may look at other repositories too.</summary>
    public string? BranchOf(string? commit)
    {
        if (Branch is null || (Commit is not null && commit is not null && Commit != commit))
            return null;
        foreach (var prefix in new[] { "refs/heads/", "origin/" })
        {
            if (Branch.StartsWith(prefix, StringComparison.Ordinal))
                return Branch[prefix.Length..];
        }

        return Branch;
    }
}
