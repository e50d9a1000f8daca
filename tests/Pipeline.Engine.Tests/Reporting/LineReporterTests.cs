using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using Pipeline.Errors;

namespace Pipeline.Engine.Tests.Reporting;

public sealed class LineReporterTests : IDisposable
{
    private static readonly ErrorCode Code = new("PIPE0007", "title", "cause", "cure");
    private readonly FakeTime time = new();
    private readonly StringWriter output = new() { NewLine = "\n" };

    public void Dispose() => output.Dispose();

    [Fact]
    public void A_sequential_run_reads_from_top_to_bottom()
    {
        using var reporter = Reporter();
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("Restore"), FakeRun.Target("Compile", "Restore"), FakeRun.Target("Deploy"));
        run.Start("Restore").Say("Restore", "> dotnet restore", OutputLevel.Debug).Wait(0.5).End("Restore", TargetStatus.Cached, "outputs in place");
        run.Start("Compile").Say("Compile", "Compiling").Say("Compile", "hidden", OutputLevel.Trace).Wait(62)
            .Say("Compile", "careful", OutputLevel.Warning).End("Compile", figures: [("Warnings", "1"), ("Projects", "12")]);
        run.End("Deploy", TargetStatus.Skipped, "IsServerBuild");
        run.Finish();

        Assert.Equal(
            """
            ── Restore ─────────────────────────────────────────────────────────────
            [12:00:00 DBG] > dotnet restore
            ✓ Restore cached in 0.5 s: outputs in place

            ── Compile ─────────────────────────────────────────────────────────────
            [12:00:00 INF] Compiling
            [12:00:10 INF] Still running: Compile (10.0 s)
            [12:00:20 INF] Still running: Compile (20.0 s)
            [12:00:30 INF] Still running: Compile (30.0 s)
            [12:00:40 INF] Still running: Compile (40.0 s)
            [12:00:50 INF] Still running: Compile (50.0 s)
            [12:01:00 INF] Still running: Compile (1 min 00 s)
            [12:01:02 WRN] careful
            ✓ Compile succeeded in 1 min 02 s: Warnings: 1, Projects: 12
            ○ Deploy skipped: IsServerBuild

            Target   Status           Time
            Restore  Cached          0.5 s  outputs in place
            Compile  Succeeded  1 min 02 s  Warnings: 1, Projects: 12
            Deploy   Skipped                IsServerBuild

            Total 1 min 03 s

            1 warning:
              Compile: careful

            Build succeeded in 1 min 03 s (12:01:02).

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public void Targets_that_run_at_once_keep_their_lines_apart()
    {
        using var reporter = Reporter();
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("A"), FakeRun.Target("B"), FakeRun.Target("C"), FakeRun.Target("D", "A", "B", "C"));
        run.Start("A").Start("B").Start("C");
        run.Say("A", "a1").Say("B", "b1").Say("C", "c1").Say("A", "a2").Wait(1);
        run.End("B");
        run.Say("A", "a3").Say("C", "c2").Say(null, "from the engine").Wait(1);
        run.End("A");
        run.Say("C", "c3").Wait(1).End("C");
        run.Start("D").End("D");
        run.Finish();

        Assert.Equal(
            """
            ── A ───────────────────────────────────────────────────────────────────
            [12:00:00 INF] a1
            [12:00:00 INF] a2

            ── B ───────────────────────────────────────────────────────────────────
            [12:00:00 INF] b1
            ✓ B succeeded in 1.0 s

            ── A (continued) ───────────────────────────────────────────────────────
            [12:00:01 INF] a3
            [12:00:01 INF] from the engine
            ✓ A succeeded in 2.0 s

            ── C ───────────────────────────────────────────────────────────────────
            [12:00:00 INF] c1
            [12:00:01 INF] c2
            [12:00:02 INF] c3
            ✓ C succeeded in 3.0 s

            ── D ───────────────────────────────────────────────────────────────────
            ✓ D succeeded in 0.0 s

            Target  Status      Time
            A       Succeeded  2.0 s
            B       Succeeded  1.0 s
            C       Succeeded  3.0 s
            D       Succeeded  0.0 s

            Total 3.0 s, critical path 3.0 s (C), one after another 6.0 s

            Build succeeded in 3.0 s (12:00:03).

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public void A_failure_shows_its_id_and_message_and_no_stack_trace()
    {
        using var reporter = Reporter();
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("Compile"), FakeRun.Target("Test", "Compile"));
        run.Start("Compile").Wait(2).End("Compile", TargetStatus.Failed, error: Thrown(new PipelineException(Code, "No SDK.\nInstall it.")));
        run.End("Test", TargetStatus.NotRun, "Compile failed");
        run.Finish();

        Assert.Equal(
            """
            ── Compile ─────────────────────────────────────────────────────────────
            [12:00:02 ERR] PIPE0007: No SDK.
            [12:00:02 ERR] Install it.
            ✗ Compile failed after 2.0 s

            Target   Status    Time
            Compile  Failed   2.0 s  PIPE0007: No SDK.
            Test     Not run         Compile failed

            Total 2.0 s

            Compile failed:
              PIPE0007: No SDK.
              Install it.

            More about PIPE0007: docs/TROUBLESHOOTING.md

            Build failed after 2.0 s (12:00:02): Compile.

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public void A_stack_trace_appears_with_verbose()
    {
        using var reporter = Reporter(OutputVerbosity.Verbose);
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("Compile"));
        run.Start("Compile").Say("Compile", "fine detail", OutputLevel.Trace).End("Compile", TargetStatus.Failed, error: Thrown(new InvalidOperationException("No.")));
        run.Finish();

        Assert.Contains("[12:00:00 TRC] fine detail", output.ToString());
        Assert.Contains("at Pipeline.Engine.Tests.Reporting.LineReporterTests.Thrown", output.ToString());
    }

    [Fact]
    public void Minimal_shows_tool_output_only_of_what_failed()
    {
        using var reporter = Reporter(OutputVerbosity.Minimal);
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("Good"), FakeRun.Target("Bad"), FakeRun.Target("Side"));
        run.Start("Good").Say("Good", "good tool", OutputLevel.Debug).End("Good");
        run.Start("Bad").Start("Side").Say("Bad", "said").Say("Bad", "bad tool", OutputLevel.Debug).Say("Side", "side tool", OutputLevel.Debug).Say("Side", "said by side");
        run.End("Side", TargetStatus.Failed, error: new InvalidOperationException("side"));
        run.End("Bad", TargetStatus.Failed, error: new InvalidOperationException("bad"));
        run.Finish();

        var text = output.ToString();
        Assert.DoesNotContain("good tool", text);
        Assert.StartsWith(
            """
            ✓ Good succeeded in 0.0 s
            ── Bad ─────────────────────────────────────────────────────────────────
            [12:00:00 INF] said

            ── Side ────────────────────────────────────────────────────────────────
            [12:00:00 DBG] side tool
            [12:00:00 INF] said by side
            [12:00:00 ERR] InvalidOperationException: side
            ✗ Side failed after 0.0 s

            ── Bad (continued) ─────────────────────────────────────────────────────
            [12:00:00 INF] All output of Bad:
            [12:00:00 INF] said
            [12:00:00 DBG] bad tool
            [12:00:00 ERR] InvalidOperationException: bad
            ✗ Bad failed after 0.0 s
            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Quiet_says_only_how_it_ended()
    {
        using var reporter = Reporter(OutputVerbosity.Quiet);
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("Good"), FakeRun.Target("Off"));
        run.Start("Good").Say("Good", "word").Say("Good", "warning", OutputLevel.Warning).End("Good");
        run.End("Off", TargetStatus.Skipped, "--skip");
        run.Finish();

        Assert.Equal("\nBuild succeeded in 0.0 s (12:00:00).\n", output.ToString());
    }

    [Fact]
    public void The_heartbeat_comes_after_silence_only_and_names_what_runs()
    {
        using var reporter = Reporter();
        var run = new FakeRun(reporter, time);
        run.Begin([.. Enumerable.Range(1, 7).Select(x => FakeRun.Target("T" + x))]);
        foreach (var i in Enumerable.Range(1, 7))
            run.Start("T" + i);

        run.Wait(9).Say("T1", "word").Wait(9.9);
        var before = output.ToString();
        run.Wait(0.2);

        Assert.DoesNotContain("Still running", before);
        Assert.EndsWith(
            "[12:00:19 INF] Still running: T1 (19.0 s), T2 (19.0 s), T3 (19.0 s), T4 (19.0 s), T5 (19.0 s) and 2 more\n", output.ToString());
    }

    [Fact]
    public void No_timer_is_left_when_the_run_ends()
    {
        using var reporter = Reporter();
        var run = new FakeRun(reporter, time);
        run.Begin(FakeRun.Target("A"));
        run.Start("A");
        Assert.Equal(1, time.ActiveTimers);

        run.End("A", TargetStatus.Cancelled).Finish(cancelled: true);

        Assert.Equal(0, time.ActiveTimers);
        Assert.EndsWith("Build cancelled after 0.0 s (12:00:00).\n", output.ToString());
    }

    [Fact]
    public void Secrets_are_hidden_in_messages_reasons_and_figures()
    {
        var mask = new OutputMask();
        using var reporter = new LineReporter(output, new ReportOptions { TimeProvider = time, Mask = mask });
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("A"), FakeRun.Target("B"));
        mask.Add("hunter22");
        run.Start("A").Say("A", "with \e[31mhun\e[0mter22 in it").Say("A", "!", OutputLevel.Warning)
            .End("A", figures: [("Key", "hunter22")]);
        run.Start("B").End("B", TargetStatus.Failed, error: new InvalidOperationException("bad hunter22"));
        run.Finish();

        Assert.DoesNotContain("hunter22", output.ToString());
        Assert.Contains("with *** in it", output.ToString());
        Assert.Contains("Key: ***", output.ToString());
        Assert.Contains("InvalidOperationException: bad ***", output.ToString());
    }

    [Fact]
    public void A_reader_that_goes_away_does_not_fail_the_run()
    {
        using var pipe = new BrokenPipe();
        using var reporter = new LineReporter(pipe, new ReportOptions { TimeProvider = time });
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("A"));
        run.Start("A").Say("A", "one").End("A");
        run.Finish();

        Assert.Equal(1, pipe.Writes);
    }

    [Fact]
    public void Colours_are_written_only_where_they_are_wanted()
    {
        using var plain = Reporter();
        using var colored = new StringWriter();
        using var reporter = new LineReporter(colored, new ReportOptions { TimeProvider = time, UseColor = true });

        foreach (var observer in new IRunObserver[] { plain, reporter })
        {
            var run = new FakeRun(observer, time);
            run.Begin(FakeRun.Target("A"));
            run.Start("A").Say("A", "\e[32mgreen\e[0m\e[2J").Say("A", "problem", OutputLevel.Error).End("A");
            run.Finish();
        }

        Assert.DoesNotContain("\e", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[12:00:00 INF] green\n", output.ToString());
        Assert.Contains(" \e[32mgreen\e[0m\e[0m\n", colored.ToString());
        Assert.Contains("\e[31m[12:00:00 ERR]\e[0m problem\n", colored.ToString());
    }

    [Fact]
    public void Without_unicode_everything_is_ascii()
    {
        using var reporter = new LineReporter(output, new ReportOptions { TimeProvider = time, UseUnicode = false });
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("A"), FakeRun.Target("B"), FakeRun.Target("C", "A"), FakeRun.Target("D"));
        run.Start("A").Start("B").Wait(1).End("A").Start("C").Wait(0.5).End("B", TargetStatus.Cached).Wait(0.5).End("C", TargetStatus.Cancelled).End("D", TargetStatus.WouldRun);
        run.Finish();

        Assert.True(output.ToString().All(char.IsAscii), output.ToString());
        Assert.Contains("critical path 2.0 s (A -> C)", output.ToString());
    }

    private LineReporter Reporter(OutputVerbosity verbosity = OutputVerbosity.Normal) =>
        new(output, new ReportOptions { TimeProvider = time, Verbosity = verbosity });

    private static Exception Thrown(Exception error)
    {
        try
        {
            throw error;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private sealed class BrokenPipe : StringWriter
    {
        public int Writes { get; private set; }

        public override void Write(string? value)
        {
            Writes++;
            throw new IOException("Broken pipe");
        }
    }
}
