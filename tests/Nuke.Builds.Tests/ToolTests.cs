using Nuke.Builds.Tests.Running;

namespace Nuke.Builds.Tests;

public sealed class ToolTests : IDisposable
{
    private readonly TemporaryRepository _repository = new();

    public ToolTests() => _repository.WriteScript("tools/hello.sh", "echo \"hello:$1:$2\"\n");

    [Fact]
    public void Tools_of_the_path_and_of_the_repository_run_and_give_their_output()
    {
        _repository.WithGit().Write("new.txt", "");

        var run = _repository.Gallery("Tools", "Status", "Scripts");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("First=?? .nuke/build.schema.json", run.Said);
        Assert.Contains("hello:two:words", run.Said);
        Assert.Contains("Std:from shell", run.Said);
        Assert.Contains("Err:to error", run.Said);
        Assert.Contains("Exit=3", run.Said);
        Assert.Contains("Color=blue", run.Said);
    }

    [Fact]
    public void A_value_with_blanks_is_one_argument()
    {
        _repository.WithGit().Write("new.txt", "");

        var run = _repository.Gallery("Tools", "Commit", "ByTasks", "--message", "Say \"more\" now");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Contains("Subject=Say \"more\" now", run.Said);
        Assert.Contains("Inside=true", run.Said);
    }

    [Fact]
    public void A_secret_is_masked_in_command_lines_and_in_what_tools_print()
    {
        var run = _repository.Gallery("Tools", [("PASSWORD", "correct-horse")], "Login");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.DoesNotContain("correct-horse", run.ToString(), StringComparison.Ordinal);
        Assert.Contains("login ***", run.Said);
        Assert.Contains("Logged in with ***", run.Said);
    }

    [Fact]
    public void A_tool_that_fails_is_shown_with_its_command_line_exit_code_and_error_output()
    {
        var run = _repository.Gallery("Tools", "Failing");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Process 'sh' exited with code 7", run.Error, StringComparison.Ordinal);
        Assert.Contains("exit 7", run.Error, StringComparison.Ordinal);
        Assert.Contains("the last words", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_required_tool_that_is_missing_is_named_before_anything_runs()
    {
        var run = _repository.Gallery("Tools", "NeedsTool");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Outcomes);
        Assert.Matches("Target 'NeedsTool' needs 'Surelynothere', which has no value: .*surelynothere", run.Error);
    }

    [Fact]
    public void Settings_are_combined_over_projects_and_frameworks_and_applied_to_processes()
    {
        _repository.WriteScript("tools/fake-dotnet.sh", "for a in \"$@\"; do printf '[%s]' \"$a\"; done; echo\n");

        var run = _repository.Gallery("Matrix", "--runtimes", "osx-arm64", "win-arm64");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(
            [.. from project in "ABCD" from framework in new[] { "net8.0", "net10.0" } select $"build {project} {framework} Release True"],
            run.Said.Where(x => x.StartsWith("build ", StringComparison.Ordinal)));
        Assert.Equal(["publish osx-arm64 Release False true", "publish win-arm64 Release True true"], run.Said.Where(x => x.StartsWith("publish ", StringComparison.Ordinal)));
        Assert.Equal(
            [.. "ABCD".Select(x => $"[pack][{x}.csproj][--configuration][Release][--output][{_repository.In("packages")}][/property:Version=2.0.0-beta.1][/property:Copyright=Someone%3B and others]")],
            run.Said.Where(x => x.StartsWith("[pack]", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_partition_takes_its_part_of_the_work()
    {
        var first = _repository.Gallery("Matrix", "Test", "--test-partition", "1");
        var second = _repository.Gallery("Matrix", "Test", "--test-partition", "2");

        var done = new[] { first, second }.SelectMany(x => x.Said).Where(x => x.StartsWith("test ", StringComparison.Ordinal)).Select(x => x[^1]).ToList();
        Assert.True(first.ExitCode == 0 && second.ExitCode == 0, first.ToString() + second);
        Assert.Contains("Partition=2/2", second.Said);
        Assert.Equal("ABCD", string.Concat(done.Order()));
        Assert.Equal(2, first.Said.Count(x => x.StartsWith("test ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_partition_that_does_not_exist_is_an_error_before_anything_runs()
    {
        var run = _repository.Gallery("Matrix", "Test", "--test-partition", "3");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'TestPartition' got '3'", run.Error, StringComparison.Ordinal);
        Assert.Contains("'1', '2'", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _repository.Dispose();
}
