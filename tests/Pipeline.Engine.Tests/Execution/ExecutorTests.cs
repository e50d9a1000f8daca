using Pipeline.Engine.Execution;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;
using Pipeline.Engine.Tests.Targets;
using Pipeline.Errors;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Execution;

public sealed class ExecutorTests
{
    [Fact]
    public async Task One_after_another_targets_run_in_plan_order_on_one_thread()
    {
        var ran = new List<string>();
        var threads = new HashSet<int>();
        TargetDefinition Noting(string name, params string[] needs) => Target(name, needs).Doing(() =>
        {
            ran.Add(name);
            threads.Add(Environment.CurrentManagedThreadId);
        });

        var result = await Run.TargetsAsync([Noting("D", "B", "C"), Noting("B", "A"), Noting("C", "A"), Noting("A")]);

        Assert.Equal(["A", "B", "C", "D"], ran);
        Assert.Single(threads);
        Assert.True(result.Succeeded);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task As_many_targets_as_allowed_run_at_once_and_never_more(int parallelism)
    {
        var (running, most) = (0, 0);
        using var full = new CountdownEvent(parallelism);
        var targets = Enumerable.Range(0, 12).Select(i => Target($"T{i}").Doing(() =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (i < parallelism)
            {
                full.Signal();
                Assert.True(full.Wait(Run.Bound));
            }

            Interlocked.Decrement(ref running);
        })).ToList();

        var result = await Run.TargetsAsync(targets, new ExecutionOptions { Parallelism = parallelism });

        Assert.True(result.Succeeded);
        Assert.Equal(parallelism, most);
    }

    [Fact]
    public async Task The_sides_of_a_diamond_run_at_once_and_its_ends_alone()
    {
        using var both = new Barrier(2);
        var ended = new List<string>();
        TargetDefinition Side(string name) => Target(name, "Top").Doing(() =>
        {
            Assert.Equal(["Top"], ended);
            Assert.True(both.SignalAndWait(Run.Bound));
            Assert.True(both.SignalAndWait(Run.Bound));
        });

        var result = await Run.TargetsAsync([
            Target("Top").Doing(() => ended.Add("Top")), Side("Left"), Side("Right"), Target("Bottom", "Left", "Right").Doing(() => ended.Add("Bottom"))],
            new ExecutionOptions { Parallelism = 4 });

        Assert.True(result.Succeeded, result.Targets.FirstOrDefault(x => x.Error is not null)?.Error?.ToString());
        Assert.Equal(["Top", "Bottom"], ended);
    }

    [Fact]
    public async Task Asynchronous_targets_wait_without_holding_a_thread_and_end_in_any_order()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());

        var result = await Run.TargetsAsync([
            Target("A").Doing(async _ => { await first.Task; second.SetResult(); }),
            Target("B").Doing(async _ => { first.SetResult(); await second.Task; })],
            new ExecutionOptions { Parallelism = 2 });

        Assert.Equal("A:Succeeded B:Succeeded", result.Statuses());
    }

    [Fact]
    public async Task All_actions_of_a_target_run_in_their_order()
    {
        var ran = new List<int>();

        await Run.TargetsAsync([Target("A").Doing(() => ran.Add(1)).Doing(async _ => { await Task.Yield(); ran.Add(2); }).Doing(() => ran.Add(3))]);

        Assert.Equal([1, 2, 3], ran);
    }

    [Fact]
    public async Task A_dynamic_condition_is_asked_when_the_turn_of_its_target_comes()
    {
        var made = false;
        var condition = new TargetCondition("made", () => made);

        var result = await Run.TargetsAsync([
            Target("Early") with { DynamicConditions = [condition] },
            Target("Make", "Early").Doing(() => made = true),
            Target("Late", "Make") with { DynamicConditions = [condition] }]);

        Assert.Equal("Early:Skipped Make:Succeeded Late:Succeeded", result.Statuses());
        Assert.Equal("made", result.Targets[0].Reason);
    }

    [Fact]
    public async Task A_dynamic_condition_that_throws_fails_its_target_and_is_named()
    {
        var recorder = new Recorder();

        var result = await Run.TargetsAsync([Target("A") with { DynamicConditions = [new TargetCondition("x > 1", () => throw new FormatException("no number"))] }], observers: [recorder]);

        var error = Assert.IsType<PipelineException>(result.Targets[0].Error);
        Assert.Equal(TargetErrors.ConditionFailed, error.Code);
        Assert.Contains("'x > 1'", error.Message, StringComparison.Ordinal);
        Assert.Equal(["run starting", "A starting", "A Failed", "run finished"], recorder.Events);
    }

    [Fact]
    public async Task A_target_skipped_by_the_plan_counts_as_done_for_those_that_need_it()
    {
        var result = await Run.TargetsAsync([Target("A").When("IsServerBuild", false).Failing(), Target("B", "A")]);

        Assert.Equal("A:Skipped B:Succeeded", result.Statuses());
        Assert.True(result.Succeeded);
    }

    [Fact]
    public async Task A_dry_run_runs_nothing_and_asks_no_dynamic_condition()
    {
        var recorder = new Recorder();

        var result = await Run.TargetsAsync([
            Target("A").Failing() with { DynamicConditions = [new TargetCondition("never", () => throw new InvalidOperationException())] },
            Target("B", "A").When("No", false)],
            new ExecutionOptions { DryRun = true, OnTargetRunning = _ => throw new InvalidOperationException() }, [recorder]);

        Assert.Equal("A:WouldRun B:Skipped", result.Statuses());
        Assert.True(result.Succeeded);
        Assert.Equal(["run starting", "A WouldRun", "B Skipped", "run finished"], recorder.Events);
    }

    [Fact]
    public async Task Each_target_is_announced_in_its_own_flow_before_it_acts()
    {
        var announced = new List<string?>();

        await Run.TargetsAsync([Target("A").Doing(() => announced.Add("acts"))], new ExecutionOptions { OnTargetRunning = name => announced.Add($"{name} {TargetContext.Current?.Name}") });

        Assert.Equal(["A A", "acts"], announced);
    }

    [Fact]
    public async Task Times_and_reported_figures_are_in_the_result()
    {
        var result = await Run.TargetsAsync([Target("A").Doing(() =>
        {
            TargetContext.Current!.Report("Tests", "1");
            TargetContext.Current!.Report("Warnings", "0");
            TargetContext.Current!.Report("Tests", "412");
        })]);

        Assert.Equal([KeyValuePair.Create("Warnings", "0"), KeyValuePair.Create("Tests", "412")], result.Targets[0].Summary);
        Assert.True(result.Duration >= result.Targets[0].StartedAfter + result.Targets[0].Duration);
        Assert.NotEqual(default, result.StartedAt);
    }

    [Fact]
    public void A_plan_out_of_order_is_refused_instead_of_waiting_for_ever()
    {
        var plan = Plan([Target("A"), Target("B", "A")], "B");

        var exception = Assert.Throws<ArgumentException>(() => new Executor(plan with { Targets = [.. plan.Targets.Reverse()] }, new ExecutionOptions(), new RunLog([], x => x, TimeProvider.System)));

        Assert.StartsWith("The plan has 'B' before 'A', which it waits for.", exception.Message, StringComparison.Ordinal);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = Volatile.Read(ref most); seen < now; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, now, seen);
    }
}
