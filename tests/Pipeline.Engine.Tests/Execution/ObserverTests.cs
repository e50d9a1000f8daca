using Pipeline.Engine.Execution;
using Pipeline.Engine.Tests.Targets;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Execution;

public sealed class ObserverTests
{
    private static Recorder ThrowingAt(string what) => new() { OnEvent = x => { if (x == what) throw new IOException($"hunter2 broke at {what}"); } };

    [Theory]
    [InlineData("run starting", "A:NotRun B:NotRun CleanUp:Succeeded", 1)]
    [InlineData("A starting", "A:Succeeded B:NotRun CleanUp:Succeeded", 1)]
    [InlineData("A: hello", "A:Succeeded B:NotRun CleanUp:Succeeded", 1)]
    [InlineData("A Succeeded", "A:Succeeded B:NotRun CleanUp:Succeeded", 1)]
    [InlineData("run finished", "A:Succeeded B:Succeeded CleanUp:Succeeded", 2)]
    public async Task An_observer_that_throws_fails_the_run_stops_it_and_is_blamed_on_no_target(string when, string statuses, int parallelism)
    {
        var healthy = new Recorder();

        var result = await Run.TargetsAsync([
            Target("A").Doing(() => TargetContext.Current!.Write(OutputLevel.Information, "hello")), Target("B", "A"), Target("CleanUp", "B") with { AssuredAfterFailure = true }],
            new ExecutionOptions { Parallelism = parallelism }, [ThrowingAt(when), healthy], x => x.Replace("hunter2", "***", StringComparison.Ordinal));

        Assert.Equal(statuses, result.Statuses());
        Assert.Equal($"IOException: *** broke at {when}", result.Error?.Message);
        Assert.Equal((false, 1), (result.Succeeded, result.ExitCode));
        Assert.Equal("run finished", healthy.Events[^1]);
    }

    [Fact]
    public async Task Keeping_going_a_run_goes_on_without_the_observer_that_threw()
    {
        var broken = ThrowingAt("A starting");

        var result = await Run.TargetsAsync([Target("A"), Target("B", "A")], new ExecutionOptions { KeepGoing = true }, [broken]);

        Assert.Equal("A:Succeeded B:Succeeded", result.Statuses());
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("A starting", broken.Events[^1]);
    }

    [Fact]
    public void An_observer_may_write_to_the_log_and_all_hear_it_after_what_they_are_hearing()
    {
        RunLog? log = null;
        var writing = new Recorder { OnEvent = x => { if (x == "A: first") log!.Write(null, OutputLevel.Warning, "second"); } };
        var other = new Recorder();
        log = new RunLog([writing, other], x => x, TimeProvider.System);

        log.Write("A", OutputLevel.Information, "first");

        Assert.Equal(["A: first", ": second"], writing.Events);
        Assert.Equal(["A: first", ": second"], other.Events);
        Assert.False(writing.Overlapped);
    }

    [Fact]
    public async Task An_observer_may_complete_what_a_target_waits_for()
    {
        var released = new TaskCompletionSource();
        var recorder = new Recorder { OnEvent = x => { if (x == "A: waiting") released.SetResult(); } };

        var result = await Run.TargetsAsync([
            Target("A").Doing(async token =>
            {
                _ = Task.Run(() => TargetContext.Current!.Write(OutputLevel.Information, "waiting"), token);
                await released.Task;
            }),
            Target("B", "A")], observers: [recorder]);

        Assert.True(result.Succeeded);
        Assert.Equal("run finished", recorder.Events[^1]);
    }

    [Fact]
    public async Task An_observer_belongs_to_no_target()
    {
        var contexts = new List<TargetContext?>();
        var recorder = new Recorder { OnEvent = _ => contexts.Add(TargetContext.Current) };

        await Run.TargetsAsync([Target("A").Doing(() =>
        {
            TargetContext.Current!.Write(OutputLevel.Information, "hello");
            Assert.Equal("A", TargetContext.Current?.Name);
        })], observers: [recorder]);

        Assert.Equal(5, contexts.Count);
        Assert.All(contexts, Assert.Null);
    }
}
