using Nuke.Common.Git;
using Nuke.Common.IO;
using Octokit;
using Pipeline.Errors;

namespace Nuke.Common.Tools.GitHub;

/// <summary>GitHub's pages and API, as a <see cref="GitRepository"/> has them.</summary>
public static class GitHubTasks
{
    // Made on first use: loading Octokit costs more than most builds take to start.
    private static GitHubClient? s_client;

    /// <summary>The client for GitHub's API; with the token in <c>GITHUB_TOKEN</c>, if there is one. A build may set its own.</summary>
    public static GitHubClient GitHubClient
    {
        get => s_client ??= NewClient();
        set => s_client = value;
    }

    /// <summary>Whether the repository is at github.com.</summary>
    public static bool IsGitHubRepository(this GitRepository repository)
        => string.Equals(repository?.Endpoint, "github.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>The owner.</summary>
    /// <exception cref="PipelineException">PIPE1223: the repository isn't at github.com. So too for the other methods.</exception>
    public static string GetGitHubOwner(this GitRepository repository) => Identifier(repository).Split('/')[0];

    /// <summary>The repository's name.</summary>
    public static string GetGitHubName(this GitRepository repository) => Identifier(repository).Split('/')[1];

    /// <summary>The page that compares two commits.</summary>
    public static string GetGitHubCompareCommitsUrl(this GitRepository repository, string startCommitSha, string endCommitSha)
        => $"https://github.com/{Identifier(repository)}/compare/{endCommitSha}^...{startCommitSha}";

    /// <summary>The page that compares a tag with the default branch.</summary>
    public static string GetGitHubCompareTagToHeadUrl(this GitRepository repository, string tag)
        => $"https://github.com/{Identifier(repository)}/compare/{tag}...HEAD";

    /// <summary>The page that compares two tags; <paramref name="endTag"/> is the older.</summary>
    public static string GetGitHubCompareTagsUrl(this GitRepository repository, string startTag, string endTag)
        => $"https://github.com/{Identifier(repository)}/compare/{endTag}...{startTag}";

    /// <summary>A commit's page.</summary>
    public static string GetGitHubCommitUrl(this GitRepository repository, string commitSha)
        => $"https://github.com/{Identifier(repository)}/commit/{commitSha}";

    /// <summary>Where a file is downloaded: <c>https://raw.githubusercontent.com/owner/name/branch/file</c>.</summary>
    public static string GetGitHubDownloadUrl(this GitRepository repository, string file, string? branch = null)
        => $"https://raw.githubusercontent.com/{Identifier(repository)}/{BranchOf(repository, branch)}/{RelativePath(repository, file)}";

    /// <summary>The page of a file (<c>/blob/</c>) or directory (<c>/tree/</c>); without a path, of the branch.</summary>
    public static string GetGitHubBrowseUrl(this GitRepository repository, string? path = null, string? branch = null, GitHubItemType itemType = GitHubItemType.Automatic)
    {
        var relativePath = path is null ? null : RelativePath(repository, path);
        return $"https://github.com/{Identifier(repository)}/{Kind(repository, relativePath, itemType)}/{BranchOf(repository, branch)}/{relativePath}".TrimEnd('/');
    }

    /// <summary>The files below a directory, with the addresses to download them from.</summary>
    public static async Task<IEnumerable<(string DownloadUrl, string RelativePath)>> GetGitHubDownloadUrls(this GitRepository repository, string? directory = null, string? branch = null)
    {
        var prefix = string.IsNullOrEmpty(directory) ? string.Empty : RelativePath(repository, directory).TrimEnd('/') + "/";
        branch ??= await repository.GetDefaultBranch();
        var tree = await GitHubClient.Git.Tree.GetRecursive(repository.GetGitHubOwner(), repository.GetGitHubName(), branch);
        return tree.Tree
            .Where(x => x.Type.Value == TreeType.Blob && x.Path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(x => (repository.GetGitHubDownloadUrl(x.Path, branch), x.Path[prefix.Length..]));
    }

    /// <summary>The default branch.</summary>
    public static async Task<string> GetDefaultBranch(this GitRepository repository)
        => (await GitHubClient.Repository.Get(repository.GetGitHubOwner(), repository.GetGitHubName())).DefaultBranch;

    /// <summary>The tag of the latest release; <paramref name="trimPrefix"/> leaves a <c>v</c> out.</summary>
    public static async Task<string> GetLatestRelease(this GitRepository repository, bool includePrerelease = false, bool trimPrefix = false)
    {
        var releases = await GitHubClient.Repository.Release.GetAll(repository.GetGitHubOwner(), repository.GetGitHubName());
        var tag = releases.First(x => includePrerelease || !x.Prerelease).TagName;
        return trimPrefix && tag.StartsWith('v') ? tag[1..] : tag;
    }

    /// <summary>A milestone by its title, open or closed; <see langword="null"/> if there is none.</summary>
    public static async Task<Milestone> GetGitHubMilestone(this GitRepository repository, string name)
        => (await GitHubClient.Issue.Milestone.GetAllForRepository(repository.GetGitHubOwner(), repository.GetGitHubName(), new MilestoneRequest { State = ItemStateFilter.All }))
            .FirstOrDefault(x => x.Title == name)!;

    /// <summary>The issues of a milestone, open and closed.</summary>
    public static async Task<IReadOnlyList<Issue>> GetGitHubMilestoneIssues(this GitRepository repository, string name)
    {
        var milestone = await repository.GetGitHubMilestone(name);
        return milestone is null
            ? []
            : await GitHubClient.Issue.GetAllForRepository(repository.GetGitHubOwner(), repository.GetGitHubName(), new RepositoryIssueRequest { State = ItemStateFilter.All, Milestone = $"{milestone.Number}" });
    }

    /// <summary>Makes a milestone, unless that fails, as it does when there is one of that title.</summary>
    public static async Task TryCreateGitHubMilestone(this GitRepository repository, string title)
    {
        try
        {
            await repository.CreateGitHubMilestone(title);
        }
        catch (ApiException exception)
        {
            Serilog.Log.Debug("Milestone {Title} isn't made: {Message}", title, exception.Message);
        }
    }

    /// <summary>Makes a milestone.</summary>
    public static async Task CreateGitHubMilestone(this GitRepository repository, string title)
        => await GitHubClient.Issue.Milestone.Create(repository.GetGitHubOwner(), repository.GetGitHubName(), new NewMilestone(title));

    /// <summary>Closes a milestone; by default only one that has issues, and none of them open.</summary>
    public static async Task CloseGitHubMilestone(this GitRepository repository, string title, bool enableIssueChecks = true)
    {
        var milestone = await repository.GetGitHubMilestone(title);
        Assert.True(milestone is not null, $"{repository} has no milestone '{title}'.");
        Assert.True(!enableIssueChecks || milestone.OpenIssues == 0, $"Milestone '{title}' has {milestone.OpenIssues} open issues. Close or move them first.");
        Assert.True(!enableIssueChecks || milestone.ClosedIssues != 0, $"Milestone '{title}' has no issues. Pass enableIssueChecks: false to close it all the same.");
        await GitHubClient.Issue.Milestone.Update(repository.GetGitHubOwner(), repository.GetGitHubName(), milestone.Number, new MilestoneUpdate { State = ItemState.Closed });
    }

    private static GitHubClient NewClient()
    {
        var client = new GitHubClient(new ProductHeaderValue(nameof(NukeBuild)));
        if (EnvironmentInfo.GetVariable("GITHUB_TOKEN") is { Length: > 0 } token)
            client.Credentials = new Credentials(token);
        return client;
    }

    private static string Identifier(GitRepository repository)
        => repository.IsGitHubRepository() && repository.Identifier.Contains('/', StringComparison.Ordinal)
            ? repository.Identifier
            : throw new PipelineException(GitErrors.NotGitHub, $"'{repository}' is no repository at github.com. Check `git remote -v`, or ask IsGitHubRepository() first.");

    private static string BranchOf(GitRepository repository, string? branch)
        => branch ?? repository.Branch ?? throw new PipelineException(GitErrors.NoBranch, $"'{repository}' is on no branch, and the address needs one. Pass the branch.");

    private static string Kind(GitRepository repository, string? relativePath, GitHubItemType itemType)
    {
        var local = repository.LocalDirectory is null || relativePath is null ? null : Path.Combine(repository.LocalDirectory.ToString(), relativePath);
        if (relativePath is null || itemType == GitHubItemType.Directory || (itemType == GitHubItemType.Automatic && Directory.Exists(local)))
            return "tree";
        Assert.True(itemType == GitHubItemType.File || File.Exists(local), $"Whether '{relativePath}' is a file or a directory can't be told: it isn't in '{repository.LocalDirectory}'. Pass the item type.");
        return "blob";
    }

    private static string RelativePath(GitRepository repository, string path)
    {
        if (!PathConstruction.HasPathRoot(path))
            return path.Replace('\\', '/');
        Assert.True(repository.LocalDirectory is not null && PathConstruction.IsDescendantPath(repository.LocalDirectory.ToString(), path), $"'{path}' isn't in the repository at '{repository.LocalDirectory}'.");
        return PathConstruction.GetRelativePath(repository.LocalDirectory.ToString(), path).Replace('\\', '/');
    }
}
