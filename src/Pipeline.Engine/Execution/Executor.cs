using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Execution;

/// <summary>
/// Runs a plan. Targets whose predecessors are done run at the same time, up to <see cref="ExecutionOptions.Parallelism"/>;
/// among those that could start, the one that comes first in the plan does.
/// </summary>
public sealed class Executor(Plan plan, ExecutionOptions options, RunLog log)
{
    private readonly ReadyTargets _ready = new(plan);
    private readonly TargetResult?[] _results = new TargetResult?[plan.Targets.Count];
    private readonly List<Task<TargetResult>> _running = [];
    private bool _failed;

    /// <summary>
    /// Runs until everything ended; call it once. Cancellation ends running targets, then runs the assured ones, and is reported in the
    /// result, not thrown; a target that ignores its token is waited for. So is the failure of an observer (<see cref="RunResult.Error"/>),
    /// which counts like a target's: nothing more starts, unless <see cref="ExecutionOptions.KeepGoing"/>.
    /// </summary>
    public async Task<RunResult> RunAsync(CancellationToken cancellationToken)
    {
        var (startedAt, start) = (options.Time.GetUtcNow(), options.Time.GetTimestamp());
        var runner = new TargetRunner(options, log, start);
        using var threads = new TargetThreads();
        using var assured = new GracePeriod(options, cancellationToken);
        log.Notify(x => x.OnRunStarting(plan));

        while (true)
        {
            while (_running.Count < options.Parallelism && _ready.Take() is { } target)
            {
                if (Obstacle(target, cancellationToken.IsCancellationRequested) is { } ended)
                {
                    Record(ended);
                    continue;
                }

                var token = target.Definition.AssuredAfterFailure ? assured.ForNext() : cancellationToken;

                // A chain of targets needs no threads; one each only where something runs beside it.
                var alone = options.Parallelism == 1 || (_running.Count == 0 && !_ready.Any);
                var task = alone ? runner.RunAsync(target, token) : threads.Run(() => runner.RunAsync(target, token));
                if (task.IsCompleted)
                    Record(await task);
                else
                    _running.Add(task);
            }

            if (_running.Count == 0)
                break;
            var done = _running.Count == 1 ? _running[0] : await Task.WhenAny(_running);
            var result = await done;
            _running.Remove(done);
            Record(result);

            // An observer may have completed what a target waited for, and we are still on its stack.
            if (log.IsDeliveringHere)
                await Task.Yield();
        }

        return Report(startedAt, start, cancellationToken.IsCancellationRequested);
    }

    private RunResult Report(DateTimeOffset startedAt, long start, bool cancelled)
    {
        log.Drain();
        var result = new RunResult
        {
            Targets = _results!,
            StartedAt = startedAt,
            Duration = options.Time.GetElapsedTime(start),
            WasCancelled = cancelled,
            Error = log.Failure,
            Problems = log.Problems,
        };
        log.Finish(result);
        return log.Failure is { } failure ? result with { Error = failure } : result;
    }

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
            var status = _results[_ready.PositionOf(need)]!.Status;
            if (status == TargetStatus.Failed && _ready[need].Definition.ProceedAfterFailure)
                continue;
            if (status is TargetStatus.Failed or TargetStatus.Cancelled)
                return NotRun(target, $"{need} failed");
            if (status == TargetStatus.NotRun)
                return NotRun(target, $"{need} did not run");
        }

        if (options.KeepGoing)
            return null;
        if (_failed)
            return NotRun(target, "an earlier target failed");
        return log.Failure is null ? null : NotRun(target, "the run's report failed");
    }

    private void Record(TargetResult ended)
    {
        var result = log.Redact(ended);
        if (result.Status is TargetStatus.Failed or TargetStatus.Cancelled && !_ready[result.Name].Definition.ProceedAfterFailure)
            _failed = true;
        _results[_ready.PositionOf(result.Name)] = result;
        _ready.Ended(result.Name);
        log.Notify(x => x.OnTargetFinished(result));
    }

    private static TargetResult NotRun(PlannedTarget target, string reason) =>
        new() { Name = target.Name, Status = TargetStatus.NotRun, Reason = reason };
}
