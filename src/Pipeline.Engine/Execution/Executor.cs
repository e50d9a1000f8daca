using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Execution;

/// <summary>
/// Runs a plan. Targets whose predecessors are done run at the same time, up to <see cref="ExecutionOptions.Parallelism"/>;
/// among those that could start, the one that comes first in the plan does.
/// </summary>
public sealed class Executor(Plan plan, ExecutionOptions options, RunLog log)
{
    private readonly Dictionary<string, TargetResult> _results = new(plan.Targets.Count);
    private readonly List<PlannedTarget> _waiting = [.. plan.Targets];
    private readonly Dictionary<Task<TargetResult>, PlannedTarget> _running = [];
    private readonly Dictionary<string, int> _unfinished = new(plan.Targets.Count);
    private readonly Dictionary<string, List<string>> _successors = new(plan.Targets.Count);
    private bool _failed;

    /// <summary>Runs until everything ended. Cancellation ends running targets, then runs the assured ones, and is reported in the result, not thrown.</summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        var (startedAt, start) = (options.Time.GetUtcNow(), options.Time.GetTimestamp());
        var runner = new TargetRunner(options, log, start);
        using var assured = new CancellationTokenSource();
        await using var giveUp = cancellationToken.Register(() => assured.CancelAfter(options.AssuredGracePeriod));
        log.Notify(x => x.OnRunStarting(plan));
        CountPredecessors();

        while (_waiting.Count > 0 || _running.Count > 0)
        {
            while (TakeNext(cancellationToken.IsCancellationRequested) is { } target)
            {
                var token = target.Definition.AssuredAfterFailure ? assured.Token : cancellationToken;

                // A chain of targets needs no threads; a thread each only where something runs beside it.
                var alone = _running.Count == 0 && (options.Parallelism == 1 || !AnotherIsReady());
                var task = alone
                    ? runner.RunAsync(target, token)
                    : Task.Factory.StartNew(() => runner.RunAsync(target, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
                if (alone && task.IsCompleted)
                    Finish(target, await task);
                else
                    _running.Add(task, target);
            }

            if (_running.Count == 0)
                break;
            var done = await Task.WhenAny(_running.Keys);
            _running.Remove(done, out var finished);
            Finish(finished!, await done);
        }

        foreach (var target in _waiting)
            Record(NotRun(target, cancellationToken.IsCancellationRequested ? "the run was cancelled" : "an earlier target failed"));

        var result = new RunResult
        {
            Targets = [.. plan.Targets.Select(x => _results[x.Name])],
            StartedAt = startedAt,
            Duration = options.Time.GetElapsedTime(start),
            WasCancelled = cancellationToken.IsCancellationRequested,
            Problems = log.Problems,
        };
        log.Notify(x => x.OnRunFinished(result));
        return result;
    }

    private void CountPredecessors()
    {
        foreach (var target in plan.Targets)
        {
            _unfinished[target.Name] = target.WaitsFor.Count;
            foreach (var predecessor in target.WaitsFor)
            {
                if (!_successors.TryGetValue(predecessor, out var successors))
                    _successors.Add(predecessor, successors = []);
                successors.Add(target.Name);
            }
        }
    }

    private PlannedTarget? TakeNext(bool cancelled)
    {
        if (_running.Count >= options.Parallelism)
            return null;
        for (var i = 0; i < _waiting.Count; i++)
        {
            var target = _waiting[i];
            if (_unfinished[target.Name] > 0)
            {
                // One after another means in plan order, even where a later target could start.
                if (options.Parallelism == 1)
                    return null;
                continue;
            }

            _waiting.RemoveAt(i--);
            if (Obstacle(target, cancelled) is not { } ended)
                return target;
            Record(ended);
        }

        return null;
    }

    private bool AnotherIsReady() => _waiting.Exists(x => _unfinished[x.Name] == 0);

    private TargetResult? Obstacle(PlannedTarget target, bool cancelled)
    {
        if (target.SkipReason is { } reason)
            return new TargetResult { Name = target.Name, Status = TargetStatus.Skipped, Reason = reason };
        if (target.Definition.AssuredAfterFailure)
            return null;
        if (cancelled)
            return NotRun(target, "the run was cancelled");
        foreach (var need in target.Needs)
        {
            if (_results[need].Status is TargetStatus.Failed or TargetStatus.Cancelled or TargetStatus.NotRun && !MayProceedAfter(need))
                return NotRun(target, _results[need].Status == TargetStatus.NotRun ? $"{need} did not run" : $"{need} failed");
        }

        return _failed && !options.KeepGoing ? NotRun(target, "an earlier target failed") : null;
    }

    private bool MayProceedAfter(string need) =>
        _results[need].Status == TargetStatus.Failed && plan.Targets.First(x => x.Name == need).Definition.ProceedAfterFailure;

    private void Finish(PlannedTarget target, TargetResult result)
    {
        if (result.Status is TargetStatus.Failed or TargetStatus.Cancelled && !target.Definition.ProceedAfterFailure)
            _failed = true;
        Record(result);
    }

    private void Record(TargetResult result)
    {
        _results[result.Name] = result;
        if (_successors.TryGetValue(result.Name, out var successors))
        {
            foreach (var successor in successors)
                _unfinished[successor]--;
        }

        log.Notify(x => x.OnTargetFinished(result));
    }

    private static TargetResult NotRun(PlannedTarget target, string reason) =>
        new() { Name = target.Name, Status = TargetStatus.NotRun, Reason = reason };
}
