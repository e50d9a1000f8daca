using CommonTests.ProjectModel;
using Nuke.Common.Git;
using Nuke.Common.IO;
using Nuke.Common.Tooling;
using Nuke.Common.Tools.GitHub;
using Pipeline.Errors;
using Assert = Xunit.Assert;

namespace CommonTests.Tools.GitHub;

public sealed class GitHubTasksTests
{
    private readonly GitRepository _repository = GitRepository.FromUrl("git@github.com:owner/name.git", "main");

    [Fact]
    public void A_repository_has_the_addresses_of_its_pages()
    {
        Assert.Equal(("owner", "name"), (_repository.GetGitHubOwner(), _repository.GetGitHubName()));
        Assert.Equal("https://github.com/owner/name/compare/1.0...2.0", _repository.GetGitHubCompareTagsUrl("2.0", "1.0"));
        Assert.Equal("https://github.com/owner/name/compare/1.0...HEAD", _repository.GetGitHubCompareTagToHeadUrl("1.0"));
        Assert.Equal("https://github.com/owner/name/compare/aaa^...bbb", _repository.GetGitHubCompareCommitsUrl("bbb", "aaa"));
        Assert.Equal("https://github.com/owner/name/commit/abc", _repository.GetGitHubCommitUrl("abc"));
        Assert.Equal("https://raw.githubusercontent.com/owner/name/main/docs/a.md", _repository.GetGitHubDownloadUrl("docs/a.md"));
        Assert.Equal("https://github.com/owner/name/tree/main", _repository.GetGitHubBrowseUrl());
        Assert.Equal("https://github.com/owner/name/blob/dev/a.md", _repository.GetGitHubBrowseUrl("a.md", "dev", GitHubItemType.File));
    }

    [Fact]
    public void Local_paths_are_files_or_directories_as_the_file_system_says()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Write("docs/a.md", string.Empty);
        var repository = new GitRepository(GitProtocol.Https, "github.com", "owner/name", "main", AbsolutePath.Create(directory.Path), null, null, null, null, null);

        Assert.Equal("https://github.com/owner/name/blob/main/docs/a.md", repository.GetGitHubBrowseUrl(file));
        Assert.Equal("https://github.com/owner/name/tree/main/docs", repository.GetGitHubBrowseUrl("docs"));
        Assert.Throws<ArgumentException>(() => repository.GetGitHubBrowseUrl("absent"));
        Assert.Throws<ArgumentException>(() => repository.GetGitHubBrowseUrl(Path.GetTempPath()));
    }

    [Fact]
    public void Other_hosts_and_missing_branches_are_refused()
    {
        var elsewhere = GitRepository.FromUrl("https://gitlab.com/owner/name");

        Assert.False(elsewhere.IsGitHubRepository());
        Assert.Equal("PIPE1223", Assert.Throws<PipelineException>(() => elsewhere.GetGitHubOwner()).Code.Id);
        Assert.Equal("PIPE1224", Assert.Throws<PipelineException>(() => _repository.SetBranch(null!).GetGitHubBrowseUrl()).Code.Id);
    }

    [Fact]
    public void Versions_are_found_in_release_names_the_highest_first()
    {
        var attribute = new LatestGitHubReleaseAttribute("owner/name");

        Assert.Equal(["10.0.0-beta", "9.1.0", "1.2.0"], attribute.Versions(["Release v1.2.0", "9.1.0", null, "no version", "v10.0.0-beta"]).Select(x => x.ToString()));
    }
}
