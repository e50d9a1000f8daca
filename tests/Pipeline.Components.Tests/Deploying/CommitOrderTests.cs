using System.Diagnostics;
using Pipeline.Components.Deploying;
using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using Pipeline.Releases.Proving;

namespace Pipeline.Components.Tests.Deploying;

public sealed class CommitOrderTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("commit-order-").FullName;
    private string _older = "";
    private string _newer = "";
    private string _beside = "";
    private int _commits;

    public async Task InitializeAsync()
    {
        await GitAsync("init", "--quiet", "--initial-branch=main");
        _older = await CommitAsync("older");
        _newer = await CommitAsync("newer");
        await GitAsync("checkout", "--quiet", "-b", "beside", _older);
        _beside = await CommitAsync("beside");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_commit_in_the_past_of_what_is_deployed_is_refused_and_told_how_to_go_back()
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => CommitOrder.RequireNotOlderAsync(_folder, _older, Deployed(_newer), default));

        Assert.Equal(("PIPE2048", 2), (error.Code.Id, error.ExitCode));
        foreach (var part in new[] { "Release 42", _older[..12], _newer[..12], "Rollback", "--allow-older" })
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_commit_the_same_one_and_one_beside_it_may_go()
    {
        Assert.False(await CommitOrder.IsOlderAsync(_folder, _newer, _older, default));
        Assert.False(await CommitOrder.IsOlderAsync(_folder, _newer, _newer, default));
        Assert.False(await CommitOrder.IsOlderAsync(_folder, _beside, _newer, default));
        await CommitOrder.RequireNotOlderAsync(_folder, _newer, Deployed(_older), default);
        await CommitOrder.RequireNotOlderAsync(_folder, _newer, null, default);
    }

    [Theory]
    [InlineData("0123456789012345678901234567890123456789")]
    [InlineData("--upload-pack=touch")]
    public async Task What_Git_does_not_know_is_not_known_and_goes_on(string unknown)
    {
        Assert.Null(await CommitOrder.IsOlderAsync(_folder, _newer, unknown, default));
        await CommitOrder.RequireNotOlderAsync(_folder, _newer, Deployed(unknown), default);
        await CommitOrder.RequireNotOlderAsync(_folder, null, Deployed(_newer), default);
        await CommitOrder.RequireNotOlderAsync(_folder, _newer, Deployed(null), default);
    }

    [Fact]
    public async Task A_clone_of_one_commit_asks_its_remote_for_the_newer_one()
    {
        await GitAsync("checkout", "--quiet", "main");
        var clone = Path.Combine(_folder, "clone");
        await GitAsync("tag", "old", _older);
        await GitAsync("clone", "--quiet", "--depth=1", "--branch=old", new Uri(_folder).AbsoluteUri, clone);
        await GitAsync("clone", "--quiet", "--depth=1", "--branch=main", new Uri(_folder).AbsoluteUri, clone + "-newer");

        Assert.True(await CommitOrder.IsOlderAsync(clone, _older, _newer, default));
        Assert.False(await CommitOrder.IsOlderAsync(clone + "-newer", _newer, _older, default));
    }

    private static Release Deployed(string? commit) => new()
    {
        Application = "agentkit", Number = 42, State = ReleaseState.Deployed, Sequence = 1, StartedBy = "me", StartedAt = default, ChangedAt = default, PlanHash = "p", SetHash = "s",
        Evidence = EvidenceJson.ToJson(EvidenceBundle.Of([new BuildFacts(commit, "1.0.0", true).ToRecord(default, "here", [])])),
    };

    private async Task<string> CommitAsync(string message)
    {
        // A minute apart: Git counts seconds.
        var time = $"{1_700_000_000 + (60 * ++_commits)} +0000";
        await GitAsync([("GIT_AUTHOR_DATE", time), ("GIT_COMMITTER_DATE", time)], "-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "-m", message);
        return await GitAsync("rev-parse", "HEAD");
    }

    private Task<string> GitAsync(params string[] arguments) => GitAsync([], arguments);

    private async Task<string> GitAsync((string Name, string Value)[] variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEndAsync();
        var output = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        Assert.True(git.ExitCode == 0, await errors);
        return output.Trim();
    }
}
