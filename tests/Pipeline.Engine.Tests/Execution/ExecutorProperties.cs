using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.Execution;

namespace Pipeline.Engine.Tests.Execution;

public sealed class ExecutorProperties
{
    private static void ForAll(Arbitrary<Scenario> scenarios, Action<Scenario> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), Prop.ForAll(scenarios, holds));

    private static string Text(IEnumerable<KeyValuePair<int, TargetStatus>> statuses) => string.Join(' ', statuses.OrderBy(x => x.Key).Select(x => $"T{x.Key}:{x.Value}"));

    [Fact]
    public void One_after_another_every_target_ends_as_the_model_says_whatever_fails_or_cancels() => ForAll(Scenario.Acyclic(cancels: true), scenario =>
    {
        var run = new ObservedRun(scenario with { Parallelism = 1 });

        Assert.Equal(Text(new Model(scenario).Run(run.Plan, scenario.KeepGoing)), Text(run.Statuses));
        Assert.Equal(run.Plan.Targets.Select(x => Scenario.NumberOf(x.Name)).Where(run.Ran), run.Started);
    });

    [Fact]
    public void Keeping_going_parallel_targets_end_as_the_model_says_and_as_one_after_another() => ForAll(Scenario.Acyclic(cancels: false), scenario =>
    {
        var parallel = new ObservedRun(scenario with { KeepGoing = true });
        var sequential = new ObservedRun(scenario with { KeepGoing = true, Parallelism = 1 });

        Assert.Equal(Text(new Model(scenario).Run(parallel.Plan, keepGoing: true)), Text(parallel.Statuses));
        Assert.Equal(Text(sequential.Statuses), Text(parallel.Statuses));
    });

    [Fact]
    public void No_target_starts_before_its_predecessors_ended_and_never_more_run_than_allowed() => ForAll(Scenario.Acyclic(cancels: true), scenario =>
    {
        var (run, model) = (new ObservedRun(scenario), new Model(scenario));

        Assert.True(run.MostAtOnce <= scenario.Parallelism);
        foreach (var target in run.Started)
        {
            foreach (var predecessor in model.PredecessorsOf(target).Where(run.Started.Contains))
                Assert.True(run.Events.IndexOf($"end {predecessor}") is >= 0 and var end && end < run.Events.IndexOf($"start {target}"), $"T{target} started before T{predecessor} had ended");
        }
    });

    [Fact]
    public void Whatever_happens_each_target_is_reported_once_and_its_end_has_a_cause() => ForAll(Scenario.Acyclic(cancels: true), scenario =>
    {
        var (run, model) = (new ObservedRun(scenario), new Model(scenario));
        var finished = run.Recorder.Events.Where(x => x.StartsWith('T') && !x.EndsWith(" starting", StringComparison.Ordinal)).Select(x => Scenario.NumberOf(x.Split(' ')[0]));

        Assert.Equal(model.Planned.Order(), finished.Order());
        Assert.False(run.Recorder.Overlapped);
        Assert.Equal(run.Started.Count, run.Started.Distinct().Count());
        var wasCancelled = run.Started.Any(x => scenario.Targets[x].Cancels);
        var hasFailed = run.Statuses.Any(x => x.Value == TargetStatus.Failed);
        Assert.Equal(wasCancelled, run.Result.WasCancelled);
        Assert.All(run.Statuses, x =>
        {
            var traits = scenario.Targets[x.Key];

            // One that was about to act when another cancelled the run is cancelled without having acted.
            Assert.True(run.Ran(x.Key) == run.Started.Contains(x.Key) || x.Value == TargetStatus.Cancelled);
            if (model.Skipped.Contains(x.Key))
                Assert.Equal(TargetStatus.Skipped, x.Value);
            else if (traits.Assured)
                Assert.Equal(traits.DynamicallyOff ? TargetStatus.Skipped : traits.Fails ? TargetStatus.Failed : TargetStatus.Succeeded, x.Value);
            else if (x.Value == TargetStatus.Skipped)
                Assert.True(traits.DynamicallyOff);
            else if (x.Value is TargetStatus.NotRun or TargetStatus.Cancelled)
                Assert.True(wasCancelled || (hasFailed && x.Value == TargetStatus.NotRun));
            else if (x.Value == TargetStatus.Succeeded)
                Assert.False(traits.Fails);
            else
                Assert.True(x.Value == TargetStatus.Failed && traits.Fails);
        });
        var mustFail = wasCancelled || run.Statuses.Any(x => x.Value is TargetStatus.Failed or TargetStatus.NotRun);
        Assert.Equal(wasCancelled ? 130 : mustFail ? 1 : 0, run.Result.ExitCode);
    });
}
