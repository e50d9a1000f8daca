using CommonTests.ProjectModel;
using Nuke.Common.Git;
using Nuke.Common.IO;
using Pipeline.Errors;

namespace CommonTests.Git;

public sealed class GitRepositoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public GitRepositoryTests()
    {
        Git("init", "-q", "-b", "main");
        Git("config", "user.name", "Tester");
        Git("config", "user.email", "tester@example.org");
        Git("commit", "-q", "--allow-empty", "-m", "First");
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_clone_is_read_with_branch_commit_and_remote()
    {
        Git("remote", "add", "origin", "https://github.com/owner/name.git");
        Git("config", "branch.main.remote", "origin");
        Git("config", "branch.main.merge", "refs/heads/trunk");
        Directory.CreateDirectory(Path.Combine(_directory.Path, "src", "deep"));

        var repository = Read("src/deep");

        Assert.Equal("main", repository.Branch);
        Assert.Equal("refs/heads/main", repository.Head);
        Assert.Equal(Git("rev-parse", "HEAD"), repository.Commit);
        Assert.Equal(_directory.Path, repository.LocalDirectory.ToString());
        Assert.Equal((GitProtocol.Https, "github.com", "owner/name"), (repository.Protocol!.Value, repository.Endpoint, repository.Identifier));
        Assert.Equal(("origin", "trunk"), (repository.RemoteName, repository.RemoteBranch));
        Assert.Equal("https://github.com/owner/name.git", repository.HttpsUrl);
        Assert.Equal("git@github.com:owner/name.git", repository.SshUrl);
        Assert.Equal("https://github.com/owner/name", repository.ToString());
    }

    [Fact]
    public void Tags_are_found_loose_and_packed_annotated_and_not()
    {
        Git("tag", "1.0.0");
        Git("tag", "-a", "v1", "-m", "annotated");
        Git("tag", "nested/one");
        var loose = Read().Tags.Order().ToList();
        Git("pack-refs", "--all");
        Git("gc", "-q");
        var packed = Read().Tags.Order().ToList();
        Git("commit", "-q", "--allow-empty", "-m", "Second");
        Git("tag", "-f", "1.0.0");

        Assert.Equal(["1.0.0", "nested/one", "v1"], loose);
        Assert.Equal(loose, packed);
        Assert.Equal(["1.0.0"], Read().Tags);
    }

    [Fact]
    public void A_moved_tag_is_not_found_where_packed_refs_still_has_it()
    {
        Git("tag", "moving");
        Git("pack-refs", "--all");
        var first = Git("rev-parse", "HEAD");
        Git("commit", "-q", "--allow-empty", "-m", "Second");
        Git("tag", "-f", "moving");
        Git("checkout", "-q", first);

        Assert.Empty(Read().Tags);
    }

    [Fact]
    public void A_branch_that_is_packed_has_its_commit()
    {
        Git("checkout", "-q", "-b", "feature/deep/name");
        Git("pack-refs", "--all");

        var repository = Read();

        Assert.Equal("feature/deep/name", repository.Branch);
        Assert.Equal(Git("rev-parse", "HEAD"), repository.Commit);
        Assert.True(repository.IsOnFeatureBranch());
    }

    [Fact]
    public void A_detached_head_has_a_commit_and_the_branch_that_the_server_names()
    {
        var commit = Git("rev-parse", "HEAD");
        Git("checkout", "-q", "--detach");
        var path = AbsolutePath.Create(_directory.Path);

        Assert.Null(Read().Branch);
        Assert.Equal(commit, Read().Head);
        Assert.Equal(commit, Read().Commit);
        Assert.Equal("release/5", GitRepository.FromLocalDirectory(path, new CheckedOut("refs/heads/release/5", commit)).Branch);
        Assert.Equal("refs/pull/7/merge", GitRepository.FromLocalDirectory(path, new CheckedOut("refs/pull/7/merge", commit)).Branch);
        Assert.Equal("topic", GitRepository.FromLocalDirectory(path, new CheckedOut("origin/topic", null)).Branch);
        Assert.Null(GitRepository.FromLocalDirectory(path, new CheckedOut("main", "another commit")).Branch);
    }

    [Fact]
    public void A_worktree_has_its_own_head_and_shares_the_rest()
    {
        Git("remote", "add", "origin", "git@gitlab.com:group/sub/name.git");
        Git("tag", "shared");
        Git("worktree", "add", "-q", "tree", "-b", "other");

        var repository = Read("tree");

        Assert.Equal("other", repository.Branch);
        Assert.Equal(Path.Combine(_directory.Path, "tree"), repository.LocalDirectory.ToString());
        Assert.Equal("group/sub/name", repository.Identifier);
        Assert.Equal(GitProtocol.Ssh, repository.Protocol);
        Assert.Equal(["shared"], repository.Tags);
        Assert.Equal("git@gitlab.com:group/sub/name", repository.ToString());
    }

    [Fact]
    public void A_repository_without_commits_or_remote_is_read_too()
    {
        Directory.CreateDirectory(Path.Combine(_directory.Path, "new"));
        Run.Tool(Path.Combine(_directory.Path, "new"), "git", "init", "-q", "-b", "trunk");

        var repository = Read("new");

        Assert.Equal("trunk", repository.Branch);
        Assert.Null(repository.Commit);
        Assert.Empty(repository.Tags);
        Assert.Null(repository.HttpsUrl);
        Assert.Equal(Path.Combine(_directory.Path, "new"), repository.ToString());
    }

    [Fact]
    public void A_remote_in_the_file_system_is_no_endpoint()
    {
        Git("remote", "add", "origin", _directory.Path);

        Assert.Null(Read().Endpoint);
    }

    [Fact]
    public void A_directory_outside_of_any_repository_is_named()
    {
        using var elsewhere = new TemporaryDirectory();

        var exception = Assert.Throws<PipelineException>(() => GitRepository.FromLocalDirectory(AbsolutePath.Create(elsewhere.Path)));

        Assert.Equal("PIPE1220", exception.Code.Id);
        Assert.Contains(elsewhere.Path, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_repository_is_reported_with_the_file()
    {
        File.WriteAllText(Path.Combine(_directory.Path, ".git", "HEAD"), string.Empty);

        var exception = Assert.Throws<PipelineException>(() => Read());

        Assert.Equal("PIPE1221", exception.Code.Id);
        Assert.Contains("HEAD", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://github.com/owner/name", GitProtocol.Https, "github.com", "owner/name")]
    [InlineData("https://github.com/owner/name.git/", GitProtocol.Https, "github.com", "owner/name")]
    [InlineData("https://user:secret@host.example:8443/group/sub/name.git", GitProtocol.Https, "host.example", "group/sub/name")]
    [InlineData("git@github.com:owner/name.git", GitProtocol.Ssh, "github.com", "owner/name")]
    [InlineData("ssh://git@host:7999/owner/name.git", GitProtocol.Ssh, "host", "owner/name")]
    [InlineData("git://host/owner/name", GitProtocol.Ssh, "host", "owner/name")]
    [InlineData("github.com/owner/name", GitProtocol.Ssh, "github.com", "owner/name")]
    [InlineData("myhost:owner/name", GitProtocol.Ssh, "myhost", "owner/name")]
    public void A_url_is_read_in_every_form_that_git_takes(string url, GitProtocol protocol, string endpoint, string identifier)
    {
        var repository = GitRepository.FromUrl(url, "main");

        Assert.Equal((protocol, endpoint, identifier), (repository.Protocol!.Value, repository.Endpoint, repository.Identifier));
        Assert.Equal("main", repository.Branch);
        Assert.Null(repository.Commit);
        Assert.Equal("next", repository.SetBranch("next").Branch);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("/srv/git/name.git")]
    [InlineData("../name")]
    [InlineData("C:\\git\\name")]
    [InlineData("file:///srv/git/name.git")]
    [InlineData("https://host/")]
    [InlineData("")]
    public void A_url_without_host_or_repository_is_refused(string url)
    {
        var exception = Assert.Throws<PipelineException>(() => GitRepository.FromUrl(url));

        Assert.Equal("PIPE1222", exception.Code.Id);
    }

    [Theory]
    [InlineData("main", true, true, false, false, false, false)]
    [InlineData("Master", true, false, false, false, false, false)]
    [InlineData("develop", false, false, true, false, false, false)]
    [InlineData("features/x", false, false, false, true, false, false)]
    [InlineData("release/1", false, false, false, false, true, false)]
    [InlineData("hotfix/1", false, false, false, false, false, true)]
    [InlineData("mainline", false, false, false, false, false, false)]
    [InlineData(null, false, false, false, false, false, false)]
    public void Branches_are_known_by_their_names(string? branch, bool mainOrMaster, bool main, bool develop, bool feature, bool release, bool hotfix)
    {
        var repository = GitRepository.FromUrl("https://github.com/owner/name", branch);

        Assert.Equal(
            (mainOrMaster, main, mainOrMaster && !main, develop, feature, release, hotfix),
            (repository.IsOnMainOrMasterBranch(), repository.IsOnMainBranch(), repository.IsOnMasterBranch(), repository.IsOnDevelopBranch(), repository.IsOnFeatureBranch(), repository.IsOnReleaseBranch(), repository.IsOnHotfixBranch()));
    }

    private GitRepository Read(string below = "") => GitRepository.FromLocalDirectory(AbsolutePath.Create(Path.Combine(_directory.Path, below)), null);

    private string Git(params string[] arguments) => Run.Tool(_directory.Path, "git", arguments);
}
