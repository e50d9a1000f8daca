using Pipeline.Errors;
using Pipeline.Tests;
using Pipeline.Workflows.Actions;

namespace Pipeline.Workflows.Tests.Actions;

public sealed class ActionRefreshTests : IDisposable
{
    private const string Old = "1111111111111111111111111111111111111111";
    private const string New = "2222222222222222222222222222222222222222";
    private const string Annotation = "3333333333333333333333333333333333333333";
    private static readonly DateOnly s_today = new(2026, 12, 1);

    private readonly FakeGitHub _github = new();
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        _github.Dispose();
    }

    [Fact]
    public async Task A_newer_release_is_taken_and_its_annotated_tag_is_followed_to_the_commit()
    {
        _github.Tag("a/b", "v1.2.0", Old);
        _github.Release("a/b", "v1.10.0");
        _github.Tag("a/b", "v1.10.0", Annotation, "tag");
        _github.Annotation("a/b", Annotation, New);

        var plan = await PlanAsync(token: "token-1");

        Assert.Equal(new ActionChange("a/b", new ActionPin(Old, "v1.2.0"), new ActionPin(New, "v1.10.0")), Assert.Single(plan.Changes));
        Assert.Equal((new ActionPin(New, "v1.10.0"), s_today), (plan.Apply().Actions["a/b"], plan.Apply().Checked));
        Assert.Contains($"a/b/compare/{Old}...{New}", plan.Changes[0].ToString(), StringComparison.Ordinal);
        Assert.All(_github.Requests, x => Assert.Equal(("Bearer token-1", "Pipeline.Workflows"), (x.Token, x.Agent)));
    }

    [Theory]
    [InlineData("v1.2.0")]
    [InlineData("v1.1.9")]
    [InlineData("codeql-bundle-v2.99.0")]
    public async Task A_release_that_is_not_newer_changes_nothing(string latest)
    {
        _github.Tag("a/b", "v1.2.0", Old);
        _github.Tag("a/b", latest, latest == "v1.2.0" ? Old : New);
        _github.Release("a/b", latest);

        Assert.Empty((await PlanAsync()).Changes);
    }

    [Fact]
    public async Task A_tag_that_was_moved_stops_everything_and_both_commits_are_named()
    {
        _github.Tag("a/b", "v1.2.0", New);

        var error = await Assert.ThrowsAsync<PipelineException>(() => PlanAsync());

        Assert.Equal(WorkflowErrors.TagMoved, error.Code);
        Assert.Contains($"a/b@v1.2.0 is {New}, and {Old} is recorded", error.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_tag_brings_an_action_in()
    {
        _github.Tag("c/d", "release/2", New);

        var plan = await PlanAsync(null, "c/d@release/2");

        Assert.Equal(new ActionChange("c/d", null, new ActionPin(New, "release/2")), Assert.Single(plan.Changes));
        Assert.Equal(["a/b", "c/d"], plan.Apply().Actions.Keys);
    }

    [Theory]
    [InlineData("c/d")]
    [InlineData("c/d@")]
    [InlineData("../../d@v1")]
    [InlineData("c@v1")]
    public async Task A_name_without_its_tag_is_bad_usage(string wanted)
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => PlanAsync(null, wanted));

        Assert.Equal((WorkflowErrors.InvalidLock, 2), (error.Code, error.ExitCode));
        Assert.Empty(_github.Requests);
    }

    [Fact]
    public async Task A_tag_that_does_not_exist_is_reported()
    {
        var error = await Assert.ThrowsAsync<PipelineException>(() => PlanAsync(null, "a/b@v9"));

        Assert.Equal(WorkflowErrors.TagMoved, error.Code);
        Assert.Contains("a/b has no tag v9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_it_says_so()
    {
        var nobody = new Uri($"http://127.0.0.1:{FreePort.Take()}");

        var error = await Assert.ThrowsAsync<PipelineException>(() => ActionRefresh.PlanAsync(Lock(), [], new GitHubTags(_http, nobody, null), s_today, CancellationToken.None));

        Assert.Equal(WorkflowErrors.Unreachable, error.Code);
        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_reported_with_the_time_when_it_ends()
    {
        _github.Answer("/repos/a/b/git/ref/tags/v1.2.0", "{}", 403);

        var error = await Assert.ThrowsAsync<PipelineException>(() => PlanAsync());

        Assert.Equal(WorkflowErrors.Refused, error.Code);
        Assert.Contains("until 2026-11-18", error.Message, StringComparison.Ordinal);
        Assert.Contains("GITHUB_TOKEN", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>proxy</html>")]
    [InlineData("{}")]
    [InlineData("""{"object":{"sha":"v1","type":"commit"}}""")]
    [InlineData("""{"object":{"sha":"1111111111111111111111111111111111111111","type":"tree"}}""")]
    [InlineData("""{"object":null}""")]
    public async Task An_answer_that_is_not_GitHubs_is_refused(string body)
    {
        _github.Answer("/repos/a/b/git/ref/tags/v1.2.0", body);

        var error = await Assert.ThrowsAsync<PipelineException>(() => PlanAsync());

        Assert.Equal(WorkflowErrors.Refused, error.Code);
    }

    [Fact]
    public async Task Tags_of_tags_that_never_end_are_refused()
    {
        _github.Tag("a/b", "v1.2.0", Annotation, "tag");
        _github.Annotation("a/b", Annotation, Annotation, "tag");

        Assert.Equal(WorkflowErrors.Refused, (await Assert.ThrowsAsync<PipelineException>(() => PlanAsync())).Code);
    }

    private Task<RefreshPlan> PlanAsync(string? token = null, params string[] wanted) =>
        ActionRefresh.PlanAsync(Lock(), wanted, new GitHubTags(_http, _github.Address, token), s_today, CancellationToken.None);

    private static ActionLock Lock() => ActionLock.Parse($$"""{"checked":"2026-11-22","actions":{"a/b":{"sha":"{{Old}}","version":"v1.2.0"} } }""", "test");
}
