using Pipeline.Engine.Caching;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Execution;

/// <summary>Runs one target: conditions, cache, actions.</summary>
internal sealed class TargetRunner(ExecutionOptions options, RunLog log, long runStart)
{
    public async Task<TargetResult> RunAsync(PlannedTarget target, CancellationToken cancellationToken)
    {
        var context = new TargetContext(target.Name, log, cancellationToken);
        var outer = TargetContext.Current;
        TargetContext.Current = context;
        var start = options.Time.GetTimestamp();
        try
        {
            var result = await DecideAsync(target, cancellationToken);
            context.FlushPartialLines();
            return result with
            {
                StartedAfter = options.Time.GetElapsedTime(runStart, start),
                Duration = options.Time.GetElapsedTime(start),
                Summary = context.Summary,
            };
        }
        finally
        {
            TargetContext.Current = outer;
        }
    }

    private async Task<TargetResult> DecideAsync(PlannedTarget target, CancellationToken cancellationToken)
    {
        var definition = target.Definition;
        var result = new TargetResult { Name = target.Name, Status = TargetStatus.Succeeded };
        if (options.DryRun)
            return result with { Status = TargetStatus.WouldRun };

        var hasStarted = false;
        try
        {
            foreach (var condition in definition.DynamicConditions)
            {
                if (!condition.IsMetFor(target.Name))
                    return result with { Status = TargetStatus.Skipped, Reason = condition.Text };
            }

            hasStarted = true;
            log.Notify(x => x.OnTargetStarting(target));
            options.OnTargetRunning?.Invoke(target.Name);
            if (definition.Cache is { } spec && options.Cache is { } cache)
                result = result with { Cache = await cache.CheckAsync(target.Name, spec, cancellationToken) };
            if (result.Cache is { State: not CacheState.Miss and var state })
                return result with { Status = TargetStatus.Cached, Reason = state == CacheState.UpToDate ? "nothing changed" : "outputs restored from the cache" };

            await ActAsync(definition, cancellationToken);
            if (result.Cache is { } decision && await options.Cache!.SaveAsync(target.Name, definition.Cache!, decision, cancellationToken) is { } warning)
                log.Write(target.Name, OutputLevel.Warning, warning);
            return result;
        }
        catch (Exception exception)
        {
            // Whatever a target throws is its outcome; the run's report shows it. A process that died because its run was cancelled is no failure.
            if (!hasStarted)
                log.Notify(x => x.OnTargetStarting(target));
            if (!cancellationToken.IsCancellationRequested)
                return result with { Status = TargetStatus.Failed, Error = log.Redact(exception) };
            result = result with { Status = TargetStatus.Cancelled, Reason = "the run was cancelled" };
            return exception is OperationCanceledException ? result : result with { Error = log.Redact(exception) };
        }
    }

    private static async Task ActAsync(TargetDefinition definition, CancellationToken cancellationToken)
    {
        foreach (var action in definition.Actions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await action(cancellationToken);
        }
    }
}
