using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests.Script;

/// <summary>The ways to call <c>build.sh</c>, and what it hands on.</summary>
public sealed class CallTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("with a space")]
    [InlineData("with 'quotes' & $dollar")]
    public async Task It_may_be_called_from_anywhere(string name)
    {
        using var repository = new ScriptRepository(name);
        var other = Directory.CreateDirectory(repository.PathOf("../elsewhere")).FullName;
        Directory.CreateSymbolicLink(repository.PathOf("../link"), repository.Root);
        (await repository.RunAsync()).AssertSuccess();

        foreach (var script in (string[])[repository.PathOf("build.sh"), $"../{name}/build.sh", "../link/build.sh", repository.PathOf("../link/build.sh")])
        {
            var run = (await Child.RunAsync("bash", ["-c", "\"$0\" Here", script], other, repository.Environment)).AssertSuccess();

            Assert.Contains($"pwd={other}", run.Out, StringComparison.Ordinal);
            Assert.Contains("[Here]", run.Out, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_bare_name_works_for_bash()
    {
        using var repository = new ScriptRepository();

        var run = await Child.RunAsync("bash", ["build.sh", "Here"], repository.Root, repository.Environment);

        Assert.Contains("[Here]", run.AssertSuccess().Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(130)]
    public async Task Exit_codes_pass_through(int code)
    {
        using var repository = new ScriptRepository();

        var run = await repository.RunAsync($"exit-{code}");

        Assert.Equal(code, run.ExitCode);
    }

    [Fact]
    public async Task Arguments_arrive_as_they_were_given()
    {
        using var repository = new ScriptRepository();
        string[] arguments = ["Show", "--word", "two words", "*", "a\"b", "it's", "$HOME", "back\\slash", "", "--", "new\nline", "é✓", "`id`"];

        var run = await repository.RunAsync(arguments);

        Assert.Equal(string.Concat(arguments.Select(x => $"[{x}]\n")), run.AssertSuccess().Out[run.Out.IndexOf('[', StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task An_empty_environment_is_enough()
    {
        using var repository = new ScriptRepository();

        var run = await Child.RunAsync("env", ["-i", $"PATH={repository.Environment["PATH"]}", $"HOME={repository.Root}", "./build.sh", "Here"], repository.Root);

        Assert.Contains("[Here]", run.AssertSuccess().Out, StringComparison.Ordinal);
    }
}
