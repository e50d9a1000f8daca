using Pipeline.Errors;
using Pipeline.Workflows.Actions;

namespace Pipeline.Workflows.Tests.Actions;

public sealed class ActionLockTests
{
    private const string Sha = "3d3c42e5aac5ba805825da76410c181273ba90b1";

    [Fact]
    public void An_action_is_found_by_its_repository_in_any_letter_case_and_keeps_its_folder()
    {
        var found = ActionLock.Default.Find("GitHub/CodeQL-Action/init");

        Assert.StartsWith("GitHub/CodeQL-Action/init@", found.ToString(), StringComparison.Ordinal);
        Assert.Equal(ActionLock.Default.Actions["github/codeql-action"], found.Pin);
    }

    [Fact]
    public void An_action_that_is_not_locked_cannot_be_used_and_the_error_says_how_to_add_it()
    {
        var error = Assert.Throws<PipelineException>(() => ActionLock.Default.Find("someone/something/sub"));

        Assert.Equal(WorkflowErrors.ActionNotLocked, error.Code);
        Assert.Contains("./build.sh RefreshActions --actions someone/something@TAG", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_is_read_back_and_written_the_same()
    {
        var json = ActionLock.Default.With("a-team/tool", new ActionPin(Sha, "v1.2.3")).CheckedOn(new DateOnly(2027, 1, 2)).ToJson();

        var read = ActionLock.Parse(json, "test");

        Assert.Equal(json, read.ToJson());
        Assert.Equal("v1.2.3", read.Actions["a-team/tool"].Version);
        Assert.Equal(new DateOnly(2027, 1, 2), read.Checked);
    }

    [Theory]
    [InlineData("v7", "v7.0.1", "no full commit SHA")]
    [InlineData("3d3c42e", "v7.0.1", "no full commit SHA")]
    [InlineData("3D3C42E5AAC5BA805825DA76410C181273BA90B1", "v7.0.1", "no full commit SHA")]
    [InlineData(Sha, "", "no version")]
    [InlineData(Sha, "v1 # not a comment", "no version")]
    [InlineData(Sha, "v1\n- run: evil", "no version")]
    public void An_entry_that_pins_nothing_is_refused(string sha, string version, string expected)
    {
        var json = $$"""{"checked":"2026-11-22","actions":{"actions/checkout":{"sha":{{System.Text.Json.JsonSerializer.Serialize(sha)}},"version":{{System.Text.Json.JsonSerializer.Serialize(version)}} } } }""";

        var error = Assert.Throws<PipelineException>(() => ActionLock.Parse(json, "test"));

        Assert.Equal(WorkflowErrors.InvalidLock, error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"checked":"2026-11-22","actions":{"actions/checkout":7}}""")]
    [InlineData("""{"checked":"yesterday","actions":{}}""")]
    [InlineData("""{"checked":"2026-11-22","actions":{"../x":{"sha":"3d3c42e5aac5ba805825da76410c181273ba90b1","version":"v1"}}}""")]
    [InlineData("""{"checked":"2026-11-22","actions":{"a/b":{"sha":"3d3c42e5aac5ba805825da76410c181273ba90b1","version":"v1"},"A/B":{"sha":"3d3c42e5aac5ba805825da76410c181273ba90b1","version":"v1"}}}""")]
    public void A_file_that_is_no_lock_is_refused_with_its_name(string json)
    {
        var error = Assert.Throws<PipelineException>(() => ActionLock.Parse(json, "some/file.json"));

        Assert.Equal(WorkflowErrors.InvalidLock, error.Code);
        Assert.Contains("some/file.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_commits_that_come_along_are_the_repositorys() =>
        Assert.Equal(ActionLock.Read(Path.Combine(RepositoryRoot(), ActionLock.DefaultPath)).ToJson(), ActionLock.Default.ToJson());

    private static string RepositoryRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Pipeline.sln")))
            directory = directory.Parent;
        return directory.FullName;
    }
}
