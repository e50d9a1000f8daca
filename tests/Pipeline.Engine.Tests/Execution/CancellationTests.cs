using Pipeline.Engine.Execution;
using Pipeline.Engine.Tests.Targets;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Execution;

public sealed class CancellationTests : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();

    public void Dispose() => _cancel.Dispose();

    private Task<RunResult> RunAsync(ExecutionOptions options, params Pipeline.Engine.Targets.TargetDefinition[] targets) =>
        Run.TargetsAsync(targets, options, cancellationToken: _cancel.Token);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_running_target_sees_the_cancellation_and_nothing_more_starts(int parallelism)
    {
        var result = await RunAsync(new ExecutionOptions { Parallelism = parallelism },
            Target("A").Doing(async token => { await _cancel.CancelAsync(); await Task.Delay(Timeout.Infinite, token); }), Target("B", "A"), Target("C", "A"));

        Assert.Equal("A:Cancelled B:NotRun C:NotRun", result.Statuses());
        Assert.Null(result.Targets[0].Error);
        Assert.Equal("the run was cancelled", result.Targets[1].Reason);
        Assert.Equal((true, false, 130), (result.WasCancelled, result.Succeeded, result.ExitCode));
    }

    [Fact]
    public async Task The_token_is_the_one_of_the_context_too()
    {
        CancellationToken given = default, ambient = default;

        await RunAsync(new ExecutionOptions(), Target("A").Doing(token => { (given, ambient) = (token, TargetContext.Current!.CancellationToken); return Task.CompletedTask; }));

        Assert.Equal(_cancel.Token, given);
        Assert.Equal(given, ambient);
    }

    [Fact]
    public async Task All_targets_that_are_running_are_cancelled()
    {
        using var both = new CountdownEvent(2);
        Pipeline.Engine.Targets.TargetDefinition Waiting(string name) => Target(name).Doing(async token => { both.Signal(); await Task.Delay(Timeout.Infinite, token); });

        var run = RunAsync(new ExecutionOptions { Parallelism = 2 }, Waiting("A"), Waiting("B"), Target("C"));
        Assert.True(both.Wait(Run.Bound));
        await _cancel.CancelAsync();

        Assert.Equal("A:Cancelled B:Cancelled C:NotRun", (await run).Statuses());
    }

    [Fact]
    public async Task A_target_that_ignores_its_token_is_waited_for_and_keeps_its_result()
    {
        var result = await RunAsync(new ExecutionOptions(), Target("A").Doing(_cancel.Cancel), Target("B", "A"));

        Assert.Equal("A:Succeeded B:NotRun", result.Statuses());
        Assert.Equal(130, result.ExitCode);
    }

    [Fact]
    public async Task Between_two_actions_a_cancelled_target_stops()
    {
        var result = await RunAsync(new ExecutionOptions(), Target("A").Doing(_cancel.Cancel).Doing(() => Assert.Fail("must not run")));

        Assert.Equal("A:Cancelled", result.Statuses());
    }

    [Fact]
    public async Task What_a_target_throws_while_it_is_cancelled_is_kept_but_is_no_failure()
    {
        var result = await RunAsync(new ExecutionOptions(), Target("A").Doing(() => { _cancel.Cancel(); throw new IOException("process died"); }));

        Assert.Equal("A:Cancelled", result.Statuses());
        Assert.Equal("process died", result.Targets[0].Error?.Message);
    }

    [Fact]
    public async Task A_run_cancelled_before_it_starts_runs_only_what_is_assured()
    {
        await _cancel.CancelAsync();

        var result = await RunAsync(new ExecutionOptions(), Target("A"), Target("B", "A") with { AssuredAfterFailure = true }, Target("C").When("No", false));

        Assert.Equal("A:NotRun B:Succeeded C:Skipped", result.Statuses());
    }

    [Fact]
    public async Task An_assured_target_that_starts_after_the_cancellation_has_a_token_of_its_own_until_the_grace_period_ends()
    {
        var time = new ManualTime();

        var result = await RunAsync(new ExecutionOptions { Time = time, AssuredGracePeriod = TimeSpan.FromSeconds(7) },
            Target("A").Doing(() => { _cancel.Cancel(); time.Fire(); }),
            (Target("CleanUp", "A") with { AssuredAfterFailure = true }).Doing(token =>
            {
                // The target before has used up a whole period; this one has its own.
                Assert.False(token.IsCancellationRequested);
                time.Fire();
                Assert.True(token.IsCancellationRequested);
                return Task.FromCanceled(token);
            }));

        Assert.Equal("A:Succeeded CleanUp:Cancelled", result.Statuses());
        Assert.Equal([TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)], time.DueTimes);
    }

    [Fact]
    public async Task An_assured_target_that_is_running_goes_on_for_the_grace_period()
    {
        var time = new ManualTime();

        var result = await RunAsync(new ExecutionOptions { Time = time }, (Target("CleanUp") with { AssuredAfterFailure = true }).Doing(async token =>
        {
            await _cancel.CancelAsync();
            Assert.False(token.IsCancellationRequested);
            time.Fire();
            await Task.Delay(Timeout.Infinite, token);
        }));

        Assert.Equal("CleanUp:Cancelled", result.Statuses());
        Assert.Equal(TimeSpan.FromMinutes(1), Assert.Single(time.DueTimes));
        time.Fire();
    }

    [Fact]
    public async Task An_assured_target_that_fails_after_a_cancellation_has_failed() =>
        Assert.Equal("A:Succeeded CleanUp:Failed", (await RunAsync(new ExecutionOptions(),
            Target("A").Doing(_cancel.Cancel), Target("CleanUp", "A").Failing() with { AssuredAfterFailure = true })).Statuses());

    [Fact]
    public async Task Keeping_going_does_not_outlive_a_cancellation() =>
        Assert.Equal("A:Succeeded B:NotRun", (await RunAsync(new ExecutionOptions { KeepGoing = true }, Target("A").Doing(_cancel.Cancel), Target("B"))).Statuses());
}
