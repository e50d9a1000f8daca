using CommonTests.ProjectModel;
using Nuke.Common.Tools.Git;
using Assert = Xunit.Assert;

namespace CommonTests.Tools.Git;

public sealed class GitTasksTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public GitTasksTests()
    {
        foreach (var command in new[] { "init -q -b main", "config user.name Tester", "config user.email tester@example.org", "commit -q --allow-empty -m First" })
            Run.Tool(_directory.Path, "git", command.Split(' '));
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_working_copy_is_clean_until_something_changes()
    {
        Assert.True(GitTasks.GitHasCleanWorkingCopy(_directory.Path));

        _directory.Write("new.txt", "content");

        Assert.False(GitTasks.GitHasCleanWorkingCopy(_directory.Path));
    }

    [Fact]
    public void Branch_and_commit_are_those_that_git_says()
    {
        Assert.Equal("main", GitTasks.GitCurrentBranch(_directory.Path));
        Assert.Equal(Run.Tool(_directory.Path, "git", "rev-parse", "HEAD"), GitTasks.GitCurrentCommit(_directory.Path));
        Assert.False(GitTasks.GitIsDetached(_directory.Path));

        GitTasks.Git("checkout -q --detach", _directory.Path, logOutput: false, logInvocation: false);

        Assert.True(GitTasks.GitIsDetached(_directory.Path));
    }
}
