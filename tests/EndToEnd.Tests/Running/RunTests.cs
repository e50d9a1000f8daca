using System.Text.Json;
using EndToEnd.Tests.Processes;

namespace EndToEnd.Tests.Running;

/// <summary>Running, continuing, and asking what would run.</summary>
[Collection(SampleGroup.Name)]
public sealed class RunTests(SampleRepository sample) : IDisposable
{
    private readonly Checkout _checkout = new(sample);

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task Arguments_with_spaces_quotes_and_stars_arrive_through_the_script()
    {
        const string Word = "two words * \"quoted\" it's $HOME";

        var run = (await sample.ScriptAsync("Show", "--word", Word, "--number", "3")).AssertSuccess();

        Assert.Contains($"word=[{Word}] number=[3]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_root_is_the_scripts_wherever_it_is_called_from_and_no_child_inherits_it()
    {
        foreach (var directory in (string[])["/", _checkout.Root])
        {
            var run = await Child.RunAsync(Path.Combine(sample.Root, "build.sh"), ["ShowRoot"], directory);

            Assert.Contains($"root=[{sample.Root}] inherited=[]", run.AssertSuccess().Error, StringComparison.Ordinal);
        }

        Assert.False(_checkout.Has("output/run.json"));
    }

    [Fact]
    public async Task An_empty_environment_is_enough()
    {
        var dotnet = Path.GetDirectoryName((await Child.RunAsync("bash", ["-c", "type -P dotnet"], sample.Root)).Out.Trim());

        (await Child.RunAsync("env", ["-i", $"PATH={dotnet}:/usr/bin:/bin", $"HOME={Environment.GetEnvironmentVariable("HOME")}", "./build.sh", "Nothing"], sample.Root)).AssertSuccess();
    }

    [Fact]
    public async Task A_builds_own_exit_code_passes_through_the_script() =>
        Assert.Equal(7, (await sample.ScriptAsync("ExitsWithSeven")).ExitCode);

    [Fact]
    public async Task Continue_starts_with_what_failed()
    {
        Assert.Equal(1, (await _checkout.RunAsync("Flaky")).ExitCode);
        _checkout.Write("ready", "");

        (await _checkout.RunAsync("Flaky", "--continue")).AssertSuccess();

        Assert.Equal("once\n", _checkout.Read("prepared"));
        (await _checkout.RunAsync("Flaky", "--continue")).AssertMistake(2, "Can't continue", "Run without --continue");
    }

    [Fact]
    public async Task Keep_going_runs_what_does_not_need_the_failed_target()
    {
        Assert.Equal(1, (await _checkout.RunAsync("Flaky", "Independent")).ExitCode);
        Assert.False(_checkout.Has("independent"));

        Assert.Equal(1, (await _checkout.RunAsync("Flaky", "Independent", "--keep-going")).ExitCode);
        Assert.Equal("once\n", _checkout.Read("independent"));
        Assert.Equal("failed", _checkout.Statuses()["Flaky"]);
        Assert.Equal("succeeded", _checkout.Statuses()["Independent"]);
    }

    [Fact]
    public async Task A_dry_run_runs_and_writes_nothing()
    {
        var run = (await _checkout.RunAsync("Flaky", "--dry-run")).AssertSuccess();

        Assert.Contains("Prepare", run.Error, StringComparison.Ordinal);
        Assert.False(_checkout.Has("prepared"));
        Assert.False(_checkout.Has("output/run.json"));
    }

    [Fact]
    public async Task A_plan_as_json_parses_and_nothing_else_is_on_standard_output()
    {
        var run = (await _checkout.RunAsync("Pack", "--plan", "--plan-format", "json")).AssertSuccess();

        using var plan = JsonDocument.Parse(run.Out);
        Assert.Equal(["Copy", "Pack"], plan.RootElement.GetProperty("targets").EnumerateArray().Select(x => x.GetProperty("name").GetString()));
        Assert.False(_checkout.Has("copy.runs"));
    }

    [Fact]
    public async Task The_report_of_a_run_has_each_target_and_how_it_ended()
    {
        Assert.Equal(1, (await _checkout.RunAsync("Flaky", "Independent")).ExitCode);

        using var run = JsonDocument.Parse(_checkout.Read("output/run.json"));
        Assert.Equal("failed", run.RootElement.GetProperty("result").GetString());
        Assert.Equal(1, run.RootElement.GetProperty("exitCode").GetInt32());
        Assert.Equal(new Dictionary<string, string> { ["Prepare"] = "succeeded", ["Flaky"] = "failed", ["Independent"] = "notRun" }, _checkout.Statuses());
    }

    [Fact]
    public async Task Output_of_targets_that_run_at_once_stands_under_the_heading_of_each()
    {
        var run = (await _checkout.RunAsync(new Dictionary<string, string> { ["SAMPLE_BUILD"] = "parallel" })).AssertSuccess();

        var (section, sections, seen) = ("", 0, 0);
        foreach (var line in run.Error.Split('\n'))
        {
            if (line.StartsWith("── ", StringComparison.Ordinal))
                (section, sections) = (line.Split(' ')[1], sections + 1);
            if (!line.Contains(" INF] ", StringComparison.Ordinal))
                continue;
            Assert.Contains($"] {section.ToUpperInvariant()} ", line.ToUpperInvariant(), StringComparison.Ordinal);
            seen++;
        }

        Assert.Equal(40, seen);
        // Both, All, and the last lines of one that ended while the other was shown.
        Assert.InRange(sections, 3, 4);
    }

    [Fact]
    public async Task Help_and_list_name_the_targets_on_standard_output()
    {
        var help = (await _checkout.RunAsync("--help")).AssertSuccess();
        var list = (await _checkout.RunAsync("--list")).AssertSuccess();

        Assert.Contains("NeedsToken", help.Out, StringComparison.Ordinal);
        Assert.Contains("What Show counts.", help.Out, StringComparison.Ordinal);
        Assert.Contains("Independent", list.Out.Split('\n'));
    }

    [Fact]
    public async Task Completion_in_bash_completes_a_target()
    {
        var line = "./build.sh NeedsTok";
        var script = $"eval \"$(./build.sh --completion bash)\"; COMP_LINE='{line}'; COMP_POINT={line.Length}; COMP_WORDS=(./build.sh NeedsTok); COMP_CWORD=1; _pipeline_build ./build.sh NeedsTok ./build.sh; printf '%s\\n' \"${{COMPREPLY[@]}}\"";

        var run = (await Child.RunAsync("bash", ["-c", script], sample.Root)).AssertSuccess();

        Assert.Equal("NeedsToken", run.Out.Trim());
    }
}
