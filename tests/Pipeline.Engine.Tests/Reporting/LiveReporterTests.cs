using Pipeline.Engine.Execution;
using Pipeline.Engine.Reporting;
using Pipeline.Engine.Reporting.Live;

namespace Pipeline.Engine.Tests.Reporting;

public sealed class LiveReporterTests
{
    private readonly FakeTime time = new();

    [Fact]
    public void What_runs_is_at_the_bottom_and_what_ended_above()
    {
        using var terminal = new VirtualTerminal(60, 20);
        using var reporter = Reporter(terminal);
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("Restore"), FakeRun.Target("Compile"), FakeRun.Target("Test"));
        run.Start("Restore").Say("Restore", "tool", OutputLevel.Debug).Wait(1).End("Restore");
        run.Start("Compile").Start("Test").Say("Compile", "\e[32m  Compiling A.cs\e[0m", OutputLevel.Debug).Say("Compile", "half way").Wait(2);

        Assert.Equal(
            """
            ✓ Restore succeeded in 1.0 s
            Compile
              half way
            ⠋ Compile  2.0 s  half way
            ⠋ Test     2.0 s
            1/3 done, 2 running, 3.0 s
            """.ReplaceLineEndings("\n"),
            WithoutSpinner(terminal.Screen));
        Assert.False(terminal.IsCursorVisible);
    }

    [Fact]
    public void At_the_end_the_region_is_gone_and_the_summary_is_the_plain_one()
    {
        using var terminal = new VirtualTerminal(60, 20);
        using var reporter = Reporter(terminal);
        using var output = new StringWriter();
        using var plain = new LineReporter(output, new ReportOptions { TimeProvider = time, Width = () => 60 });

        foreach (var observer in new IRunObserver[] { reporter, plain })
        {
            var run = new FakeRun(observer, time);
            run.Begin(FakeRun.Target("A"));
            run.Start("A").Wait(1).End("A", figures: [("Tests", "412")]);
            run.Finish();
        }

        var summary = output.ToString()[output.ToString().IndexOf("Target", StringComparison.Ordinal)..output.ToString().IndexOf("Build succeeded", StringComparison.Ordinal)];
        Assert.StartsWith("✓ A succeeded in 1.0 s: Tests: 412\n\n" + summary, terminal.Screen);
        Assert.DoesNotContain("running", terminal.Screen);
        Assert.True(terminal.IsCursorVisible);
        Assert.Equal(0, time.ActiveTimers);
    }

    [Fact]
    public void A_failed_target_shows_all_of_its_output()
    {
        using var terminal = new VirtualTerminal(60, 20);
        using var reporter = Reporter(terminal);
        var run = new FakeRun(reporter, time);

        run.Begin(FakeRun.Target("A"), FakeRun.Target("B"));
        run.Start("A").Start("B").Say("B", "tool of B", OutputLevel.Debug).Say("B", "B itself").Wait(1)
            .End("B", TargetStatus.Failed, error: new InvalidOperationException("No.")).Wait(1);

        Assert.StartsWith("B\n  tool of B\n  B itself\n  InvalidOperationException: No.\n✗ B failed after 1.0 s\n", terminal.Screen);
    }

    [Fact]
    public void Cancelling_gives_the_cursor_back()
    {
        using var terminal = new VirtualTerminal(60, 20);
        var reporter = Reporter(terminal);
        var run = new FakeRun(reporter, time);
        run.Begin(FakeRun.Target("A"));
        run.Start("A").Wait(1);
        Assert.False(terminal.IsCursorVisible);

        reporter.Dispose();
        reporter.Dispose();
        run.Wait(1);

        Assert.True(terminal.IsCursorVisible);
        Assert.Equal("", terminal.Screen);
    }

    [Fact]
    public void It_draws_at_most_ten_times_a_second_with_one_write_each()
    {
        using var terminal = new VirtualTerminal(60, 20);
        using var reporter = Reporter(terminal);
        var run = new FakeRun(reporter, time);
        run.Begin(FakeRun.Target("A"));
        run.Start("A");
        var before = terminal.Writes;

        for (var i = 0; i < 1000; i++)
            run.Say("A", "line " + i, OutputLevel.Debug).Wait(0.001);

        Assert.InRange(terminal.Writes - before, 9, 11);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 2)]
    [InlineData(14, 3)]
    [InlineData(30, 4)]
    [InlineData(80, 50)]
    public void Frames_fit_any_terminal(int width, int height)
    {
        using var terminal = new VirtualTerminal(width, height);
        using var reporter = Reporter(terminal, OutputVerbosity.Quiet);
        var run = new FakeRun(reporter, time);

        run.Begin([.. Enumerable.Range(0, 30).Select(x => FakeRun.Target("Target" + x))]);
        foreach (var i in Enumerable.Range(0, 30))
            run.Start("Target" + i).Say("Target" + i, "漢字漢字漢字 a long line that goes on and on and on", OutputLevel.Debug);
        run.Wait(1);

        Assert.InRange(terminal.Screen.Split('\n').Length, 1, Math.Min(height, 12));
        if (width == 80)
            Assert.Contains("and 20 more running", terminal.Screen);
    }

    [Fact]
    public void Making_the_terminal_narrower_leaves_no_remains()
    {
        using var terminal = new VirtualTerminal(60, 20);
        using var reporter = Reporter(terminal);
        var run = new FakeRun(reporter, time);
        run.Begin(FakeRun.Target("Done"), FakeRun.Target("A"), FakeRun.Target("B"));
        run.Start("Done").End("Done");
        run.Start("A").Start("B").Say("A", "a line that is longer than the narrow terminal", OutputLevel.Debug).Wait(1);

        terminal.Resize(20);
        run.Wait(1);
        var narrow = WithoutSpinner(terminal.Screen);
        terminal.Resize(50);
        run.Wait(1);

        Assert.Equal(3, narrow.Split('⠋').Length);
        Assert.Equal(3, WithoutSpinner(terminal.Screen).Split('⠋').Length);
        Assert.Contains("1/3 done, 2 running, 3.0 s", terminal.Screen);
    }

    private LiveReporter Reporter(VirtualTerminal terminal, OutputVerbosity verbosity = OutputVerbosity.Normal) =>
        new(terminal, new ReportOptions { TimeProvider = time, Verbosity = verbosity, Width = () => terminal.Width, Height = () => terminal.Height });

    private static string WithoutSpinner(string screen) => new([.. screen.Select(x => x is >= '\u2801' and <= '\u28ff' ? '⠋' : x)]);
}
