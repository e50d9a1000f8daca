using Pipeline.Engine.Execution;
using Pipeline.Engine.Targets;
using Pipeline.Engine.Tests.Targets;
using Pipeline.Errors;
using static Pipeline.Engine.Tests.Targets.Declare;

namespace Pipeline.Engine.Tests.Execution;

public sealed class FailureTests
{
    private static readonly ExecutionOptions KeepGoing = new() { KeepGoing = true };

    [Fact]
    public async Task After_a_failure_nothing_more_starts()
    {
        var result = await Run.TargetsAsync([Target("A").Failing(), Target("B", "A"), Target("C")]);

        Assert.Equal("A:Failed B:NotRun C:NotRun", result.Statuses());
        Assert.Equal(["A failed", "an earlier target failed"], result.Targets.Skip(1).Select(x => x.Reason));
        Assert.Equal("it broke", result.Targets[0].Error?.Message);
        Assert.Equal((false, 1), (result.Succeeded, result.ExitCode));
    }

    [Fact]
    public async Task After_a_failure_what_is_running_may_end_and_nothing_new_starts()
    {
        using var running = new ManualResetEventSlim();
        using var failed = new ManualResetEventSlim();
        var recorder = new Recorder { OnEvent = x => { if (x == "Fails Failed") failed.Set(); } };

        var result = await Run.TargetsAsync([
            Target("Runs").Doing(() => { running.Set(); Assert.True(failed.Wait(Run.Bound)); }),
            Target("Fails").Doing(() => { Assert.True(running.Wait(Run.Bound)); throw new InvalidOperationException(); }),
            Target("After", "Runs"), Target("Other")],
            new ExecutionOptions { Parallelism = 2 }, [recorder]);

        Assert.Equal("Runs:Succeeded Fails:Failed After:NotRun Other:NotRun", result.Statuses());
    }

    [Fact]
    public async Task Keeping_going_everything_runs_that_does_not_need_what_failed()
    {
        var result = await Run.TargetsAsync([
            Target("A").Failing(), Target("B", "A"), Target("C", "B"), Target("D"), Target("E") with { After = ["A"] }], KeepGoing);

        Assert.Equal("A:Failed B:NotRun C:NotRun D:Succeeded E:Succeeded", result.Statuses());
        Assert.Equal("B did not run", result.Targets[2].Reason);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task Where_every_failure_is_one_of_usage_the_exit_code_says_so()
    {
        var usage = new PipelineException(TargetErrors.NoTarget, "another cluster") { ExitCode = 2 };

        var wrong = await Run.TargetsAsync([Target("A").Doing(() => throw usage)]);
        var both = await Run.TargetsAsync([Target("A").Doing(() => throw usage) with { ProceedAfterFailure = true }, Target("B").Failing()]);

        Assert.Equal((2, 1), (wrong.ExitCode, both.ExitCode));
    }

    [Fact]
    public async Task Keeping_going_a_target_does_not_run_whose_trigger_failed() =>
        Assert.Equal("Pack:Failed Publish:NotRun", (await Run.PlanAsync(Plan([Target("Pack").Failing() with { Triggers = ["Publish"] }, Target("Publish")], "Pack"), KeepGoing)).Statuses());

    [Fact]
    public async Task A_target_that_may_fail_stops_nothing_and_fails_the_run_at_its_end()
    {
        var result = await Run.TargetsAsync([Target("A").Failing() with { ProceedAfterFailure = true }, Target("B", "A")]);

        Assert.Equal("A:Failed B:Succeeded", result.Statuses());
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task A_target_that_may_fail_but_never_ran_still_stops_what_needs_it() =>
        Assert.Equal("A:Failed B:NotRun C:NotRun", (await Run.TargetsAsync([Target("A").Failing(), Target("B", "A") with { ProceedAfterFailure = true }, Target("C", "B")], KeepGoing)).Statuses());

    [Fact]
    public async Task An_assured_target_runs_after_a_failure_even_of_what_it_needs()
    {
        var result = await Run.TargetsAsync([
            Target("A").Failing(), Target("B", "A"), Target("CleanUp", "B") with { AssuredAfterFailure = true }, Target("Report", "CleanUp")]);

        Assert.Equal("A:Failed B:NotRun CleanUp:Succeeded Report:NotRun", result.Statuses());
    }

    [Fact]
    public async Task An_assured_target_that_fails_fails_the_run() =>
        Assert.Equal(1, (await Run.TargetsAsync([Target("A").Failing() with { AssuredAfterFailure = true }])).ExitCode);

    [Fact]
    public async Task An_operation_cancelled_by_itself_is_a_failure() =>
        Assert.Equal("A:Failed", (await Run.TargetsAsync([Target("A").Doing(() => throw new TaskCanceledException("timed out"))])).Statuses());

    [Fact]
    public async Task Secrets_in_what_a_target_throws_are_masked_all_the_way_down()
    {
        var inner = new PipelineException(TargetErrors.NoTarget, "hunter2 was refused") { ExitCode = 2 };

        var result = await Run.TargetsAsync([Target("A").Doing(() => throw new IOException("can't send hunter2", inner))], redact: x => x.Replace("hunter2", "***", StringComparison.Ordinal));

        var error = result.Targets[0].Error!;
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("IOException: can't send ***", error.Message);
        Assert.Contains(nameof(Secrets_in_what_a_target_throws_are_masked_all_the_way_down), error.StackTrace, StringComparison.Ordinal);
        var cause = Assert.IsType<PipelineException>(error.InnerException);
        Assert.Equal((TargetErrors.NoTarget, "*** was refused", 2), (cause.Code, cause.Message, cause.ExitCode));
    }

    [Fact]
    public async Task What_holds_no_secret_is_kept_as_it_was_thrown()
    {
        var thrown = new IOException("disk full");

        var result = await Run.TargetsAsync([Target("A").Doing(() => throw thrown)], redact: x => x.Replace("hunter2", "***", StringComparison.Ordinal));

        Assert.Same(thrown, result.Targets[0].Error);
    }

    [Fact]
    public async Task An_exception_that_cannot_describe_itself_is_reported_by_its_type()
    {
        var result = await Run.TargetsAsync([Target("A").Doing(() => throw new MuteException())]);

        Assert.Equal("MuteException, whose text can't be read (NotSupportedException).", result.Targets[0].Error?.Message);
    }

    private sealed class MuteException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
