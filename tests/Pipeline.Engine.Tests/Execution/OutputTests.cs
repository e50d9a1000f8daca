using Pipeline.Engine.Execution;
using Pipeline.Engine.Tests.Targets;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Execution;

public sealed class OutputTests
{
    private static void Say(string text, OutputLevel level = OutputLevel.Information) => TargetContext.Current!.Write(level, text);

    [Fact]
    public async Task Output_belongs_to_the_target_that_wrote_it_over_awaits_tasks_and_threads()
    {
        var recorder = new Recorder();
        var targets = Enumerable.Range(0, 8).Select(i => Target($"T{i}").Doing(async token =>
        {
            for (var k = 0; k < 50; k++)
            {
                Say($"sync {i}");
                await Task.Yield();
                Say($"await {i}");
                await Task.Run(() => Say($"task {i}"), token);
                var thread = new Thread(() => Say($"thread {i}"));
                thread.Start();
                thread.Join();
                Parallel.For(0, 2, _ => Say($"parallel {i}"));
            }
        })).ToList();

        var result = await Run.TargetsAsync(targets, new ExecutionOptions { Parallelism = 4 }, [recorder]);

        Assert.True(result.Succeeded);
        Assert.Equal(8 * 50 * 6, recorder.Output.Count);
        Assert.All(recorder.Output, x => Assert.EndsWith($" {x.Target![1..]}", x.Line.Text, StringComparison.Ordinal));
        Assert.False(recorder.Overlapped);
    }

    [Fact]
    public async Task Observers_hear_of_each_target_its_start_its_output_and_its_end_in_this_order()
    {
        var recorder = new Recorder();
        var targets = Enumerable.Range(0, 40).Select(i => Target($"T{i}", i < 4 ? [] : [$"T{i - 4}"]).Doing(() => Say("here"))).ToList();

        await Run.TargetsAsync(targets, new ExecutionOptions { Parallelism = 4 }, [recorder]);

        Assert.False(recorder.Overlapped);
        Assert.Equal(("run starting", "run finished"), (recorder.Events[0], recorder.Events[^1]));
        Assert.All(targets, x => Assert.Equal(
            [$"{x.Name} starting", $"{x.Name}: here", $"{x.Name} Succeeded"],
            recorder.Events.Where(e => e.StartsWith($"{x.Name} ", StringComparison.Ordinal) || e.StartsWith($"{x.Name}:", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Figures_and_reasons_reach_observers_and_results_without_secrets()
    {
        var recorder = new Recorder();
        var targets = new[] { Target("A").Doing(() => TargetContext.Current!.Report("Uri", "https://ana:hunter2@host")), Target("B") };
        var plan = Plan(targets, ["A", "B"]);
        plan = plan with { Targets = [.. plan.Targets.Select(x => x.Name == "B" ? x with { SkipReason = "no hunter2" } : x)] };

        var result = await Run.PlanAsync(plan, observers: [recorder], redact: x => x.Replace("hunter2", "***", StringComparison.Ordinal));

        Assert.Equal([KeyValuePair.Create("Uri", "https://ana:***@host")], result.Targets[0].Summary);
        Assert.Equal("no ***", result.Targets[1].Reason);
        Assert.Equal(result.Targets, recorder.Results.OrderBy(x => x.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void Outside_of_a_target_there_is_no_context() => Assert.Null(TargetContext.Current);

    [Theory]
    [InlineData("one", "one")]
    [InlineData("one\ntwo\r\nthree\n", "one|two|three")]
    [InlineData("one\n\ntwo", "one||two")]
    [InlineData("\n", "")]
    [InlineData("progress\r", "progress")]
    [InlineData("", "")]
    public void Text_is_written_line_by_line(string text, string lines)
    {
        var recorder = new Recorder();

        new RunLog([recorder], x => x, TimeProvider.System).Write(null, OutputLevel.Debug, text);

        Assert.Equal(lines, string.Join('|', recorder.LinesOf(null)));
    }

    [Fact]
    public void A_secret_that_spans_lines_is_masked()
    {
        var recorder = new Recorder();

        new RunLog([recorder], x => x.Replace("BEGIN\nKEY", "***", StringComparison.Ordinal), TimeProvider.System).Write("A", OutputLevel.Information, "x BEGIN\nKEY y");

        Assert.Equal(["x *** y"], recorder.LinesOf("A"));
    }

    [Fact]
    public async Task Warnings_and_errors_are_in_the_result_with_their_targets_and_are_bounded()
    {
        var result = await Run.TargetsAsync([Target("A").Doing(() =>
        {
            Say("fine");
            for (var i = 0; i < 300; i++)
                Say($"w{i}", i == 0 ? OutputLevel.Error : OutputLevel.Warning);
        })]);

        Assert.Equal(200, result.Problems.Count);
        Assert.Equal(("A", "w0", OutputLevel.Error), (result.Problems[0].Key, result.Problems[0].Value.Text, result.Problems[0].Value.Level));
    }

    [Fact]
    public async Task A_thread_that_a_target_left_behind_writes_nothing_after_the_end_of_the_run()
    {
        var recorder = new Recorder();
        using var ended = new ManualResetEventSlim();
        Task? leftBehind = null;

        await Run.TargetsAsync([Target("A").Doing(() => { leftBehind = Task.Run(() => { ended.Wait(Run.Bound); Say("late"); }); })], observers: [recorder]);
        ended.Set();
        await leftBehind!.WaitAsync(Run.Bound);

        Assert.Equal("run finished", recorder.Events[^1]);
    }
}
