using System.Diagnostics;
using System.Globalization;
using Nuke.Common.Tooling;
using Pipeline.Errors;

namespace CommonTests.Tooling;

public class ProcessTests
{
    [Fact]
    public void Lines_are_kept_in_order_with_where_they_came_from()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteScript("talk.sh", "for i in 1 2 3 4 5; do echo out $i; done; sleep 0.1; echo wrong >&2; exit 3");
        var logged = new List<string>();

        using var process = ProcessTasks.StartProcess(script, logInvocation: false, logger: (type, text) => logged.Add($"{type} {text}")).AssertWaitForExit();

        Assert.Equal(["Std out 1", "Std out 2", "Std out 3", "Std out 4", "Std out 5", "Err wrong"], process.Output.Select(x => $"{x.Type} {x.Text}"));
        Assert.Equal(process.Output.Select(x => $"{x.Type} {x.Text}"), logged);
        Assert.Equal(3, process.ExitCode);
        Assert.True(process.HasExited);
    }

    [Fact]
    public void Arguments_reach_the_process_as_they_are_and_no_shell_sees_them()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteScript("show.sh", "for a in \"$@\"; do echo \"[$a]\"; done");
        var hostile = "a b; echo $HOME `id` > x";

        using var process = ProcessTasks.StartProcess(script, $"{hostile} --x={"q\"uote":nq} '*'", logInvocation: false, logOutput: false).AssertZeroExitCode();

        Assert.Equal(["[" + hostile + "]", "[--x=quote '*']"], process.Output.Select(x => x.Text));
    }

    [Fact]
    public void A_failed_process_says_what_where_and_its_errors()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteScript("fail.sh", "echo no such thing >&2; exit 7");

        var error = Assert.Throws<ProcessException>(() => ProcessTasks.StartProcess(script, "--one two", folder.Path, logInvocation: false, logOutput: false).AssertZeroExitCode());

        Assert.Equal($"Process 'fail.sh' exited with code 7.\n   > {script} --one two\n   @ {folder.Path}\nError output:\n   no such thing", error.Message);
        Assert.Equal(7, error.ExitCode);
        Assert.Equal(1, ((PipelineException)error).ExitCode);
        Assert.Equal("PIPE1105", error.Code.Id);
    }

    [Fact]
    public void Secrets_are_in_no_log_output_or_exception()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteScript("leak.sh", "echo \"got $2\"; echo \"bad $2\" >&2; exit 1");
        var logged = new List<string>();

        var process = ProcessTasks.StartProcess(script, $"--key {"hunter2":r}", logInvocation: false, logger: (_, text) => logged.Add(text)).AssertWaitForExit();
        var error = Assert.Throws<ProcessException>(() => process.AssertZeroExitCode());

        Assert.Equal(["bad [REDACTED]", "got [REDACTED]"], logged.Order());
        Assert.Equal(["bad [REDACTED]", "got [REDACTED]"], process.Output.Select(x => x.Text).Order());
        Assert.Equal("--key [REDACTED]", process.Arguments);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_variables_are_added_taken_away_or_replaced_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteScript("env.sh", "echo \"$PIPELINE_TEST_A-${HOME:-no home}\"");

        Assert.Equal($"1-{Environment.GetEnvironmentVariable("HOME")}", Run(new Dictionary<string, string> { ["PIPELINE_TEST_A"] = "1" }));
        Assert.Equal("1-no home", Run(new Dictionary<string, string> { ["PIPELINE_TEST_A"] = "1", ["HOME"] = null! }));
        Assert.Equal("2-no home", Run(new Dictionary<string, string> { ["PIPELINE_TEST_A"] = "2", ["PATH"] = "/bin:/usr/bin" }));

        string Run(Dictionary<string, string> environment)
            => ProcessTasks.StartProcess(script, environmentVariables: environment, logInvocation: false, logOutput: false).AssertZeroExitCode().Output.StdToText();
    }

    [Fact]
    public void A_shell_command_is_one_argument_of_the_shell()
    {
        var output = ProcessTasks.StartShell("echo \"a  b\" | tr a-z A-Z", logInvocation: false, logOutput: false).AssertZeroExitCode().Output;

        Assert.Equal("A  B", output.StdToText());
    }

    [Fact]
    public void A_timeout_stops_the_process_and_its_children()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteScript("slow.sh", "sleep 300 & echo $!; wait");
        var started = Stopwatch.StartNew();

        var process = ProcessTasks.StartProcess(script, timeout: 500, logInvocation: false, logOutput: false);
        var error = Assert.Throws<PipelineException>(() => process.AssertWaitForExit());

        Assert.Equal("PIPE1104", error.Code.Id);
        Assert.True(started.Elapsed < TimeSpan.FromSeconds(60));
        Assert.False(IsAlive(int.Parse(process.Output.StdToText(), CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Cancellation_ends_a_sleeping_child_and_its_child()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteScript("parent.sh", "sh -c 'sleep 300 & echo $!; wait' & echo $!; wait");
        using var cancellation = new CancellationTokenSource();
        using var started = new CountdownEvent(2);

        var process = ToolProcess.Start(Request(script, cancellation.Token, (_, _) => started.Signal()));
        Assert.True(started.Wait(TimeSpan.FromSeconds(30)));
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => process.AssertWaitForExit());
        Assert.All(process.Output, x => Assert.False(IsAlive(int.Parse(x.Text, CultureInfo.InvariantCulture))));
        Assert.False(IsAlive(process.Id));
    }

    [Fact]
    public void A_process_that_ignores_being_asked_to_stop_is_killed()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteScript("deaf.sh", "trap '' TERM; echo ready; while true; do sleep 0.05; done");
        using var cancellation = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();

        var process = ToolProcess.Start(Request(script, cancellation.Token, (_, _) => started.Set()) with { StopGrace = TimeSpan.FromMilliseconds(200) });
        Assert.True(started.Wait(TimeSpan.FromSeconds(30)));
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(() => process.AssertWaitForExit());
        Assert.False(IsAlive(process.Id));
    }

    [Fact]
    public void A_process_that_ends_leaving_a_child_with_its_output_open_is_not_waited_for_forever()
    {
        using var folder = new TemporaryFolder();
        var script = folder.WriteScript("orphan.sh", "sleep 300 & echo $!");

        using var process = ProcessTasks.StartProcess(script, logInvocation: false, logOutput: false).AssertZeroExitCode();

        var orphan = int.Parse(process.Output.StdToText(), CultureInfo.InvariantCulture);
        Assert.True(IsAlive(orphan));
        ProcessTree.Of(orphan).Kill();
    }

    [Fact]
    public void A_value_for_standard_input_is_written_there()
    {
        using var process = ToolProcess.Start(Request(ToolPathResolver.GetPathExecutable("cat"), CancellationToken.None) with { StandardInput = "from stdin" });

        Assert.Equal("from stdin", process.AssertZeroExitCode().Output.StdToText());
    }

    [Fact]
    public void A_missing_tool_directory_or_permission_says_which_and_what_next()
    {
        using var folder = new TemporaryFolder();
        var plain = folder.Write("plain.sh", "#!/bin/sh\n");

        Assert.Equal("PIPE1100 Tool 'no-such-tool' is not on PATH. Install it, or set NO-SUCH-TOOL_EXE to its path.", Message("no-such-tool"));
        Assert.Equal($"PIPE1101 Tool '{folder.Path}/none' does not exist. Correct the path, or install the tool there.", Message($"{folder.Path}/none"));
        Assert.StartsWith($"PIPE1102 '{plain}' can't be run: ", Message(plain), StringComparison.Ordinal);
        Assert.EndsWith($"Run 'chmod +x {plain}', or call SetExecutable() on its path.", Message(plain), StringComparison.Ordinal);
        Assert.Equal($"PIPE1103 Working directory '{folder.Path}/none' for 'cat' does not exist. Create it first, or correct the path.", Message("cat", $"{folder.Path}/none"));

        static string Message(string tool, string? directory = null)
        {
            var error = Assert.Throws<PipelineException>(() => ProcessTasks.StartProcess(tool, workingDirectory: directory, logInvocation: false));
            return $"{error.Code.Id} {error.Message}";
        }
    }

    [Fact]
    public void Output_is_read_as_json_or_the_error_shows_it()
    {
        Output[] output = [new() { Text = "{ \"a\": 1 }" }, new() { Type = OutputType.Err, Text = "noise" }];

        Assert.Equal(1, (int)output.StdToJson()["a"]!);
        Assert.Contains("'hello'", Assert.Throws<PipelineException>(() => new Output[] { new() { Text = "hello" } }.StdToJson()).Message, StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => output.EnsureOnlyStd());
    }

    private static ProcessRequest Request(string tool, CancellationToken cancellationToken, Action<OutputType, string>? logger = null) => new()
    {
        ToolPath = tool,
        Arguments = [],
        WorkingDirectory = Path.GetTempPath(),
        Logger = logger,
        CancellationToken = cancellationToken,
    };

    // A zombie has ended; it only waits for its parent to look.
    private static bool IsAlive(int id) => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
}
