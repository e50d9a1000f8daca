namespace Pipeline.Engine.Caching;

/// <summary>
/// Answers targets from earlier runs. A target's key is a hash over its name, the contents of its input files, its values, environment
/// variables and tool versions, its declared outputs and the platform. Same key: nothing to do if the outputs are in place, byte for byte;
/// otherwise they are put back from the store. Whatever is in doubt counts as a miss.
/// </summary>
public sealed class TargetCache : ITargetCache, IAsyncDisposable
{
    private readonly TargetCacheOptions _options;
    private readonly StatIndex _index;
    private readonly InputReader _inputs;
    private readonly TargetRecords _records;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, InputSnapshot> _snapshots = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>A cache for one run of a build.</summary>
    public TargetCache(TargetCacheOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _index = new StatIndex(Path.Join(options.StateDirectory, "index"), options.Clock, options.CrashPoint);
        _inputs = new InputReader(options, _index);
        _records = new TargetRecords(Path.Join(options.StateDirectory, "targets"), options.CrashPoint);
    }

    /// <summary>How many files had to be read so far because their stat wasn't known.</summary>
    internal long HashedFiles => _index.HashedFiles;

    private string StagingRoot => Path.Join(_options.StateDirectory, "restoring");

    /// <inheritdoc/>
    public async Task<CacheDecision> CheckAsync(string target, CacheSpec spec, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(target, spec, cancellationToken);
        lock (_lock)
            _snapshots[target] = plan.Inputs;
        var decision = plan.Stored is null ? plan.ToDecision() : await RestoreAsync(plan, cancellationToken);
        if (decision.State != CacheState.Miss && (plan.Record is null || plan.Record.Key != decision.Key || plan.Record.NotKept is not null))
            decision = WithRecord(target, plan, decision);
        return decision;
    }

    /// <summary>What <see cref="CheckAsync"/> would say, without touching any output (<c>--explain</c>).</summary>
    public async Task<CacheDecision> ExplainAsync(string target, CacheSpec spec, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(target, spec, cancellationToken);
        if (plan.Stored is not null)
            plan.Reasons.Add($"the same inputs are stored in {_options.Store.Description}");
        return plan.ToDecision();
    }

    /// <inheritdoc/>
    public async Task<string?> SaveAsync(string target, CacheSpec spec, CacheDecision decision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(decision);
        try
        {
            return await new TargetSave(_options, _index, _inputs, _records, target, spec).RunAsync(decision, SnapshotOf(target), cancellationToken) is { } warning && IsNews(warning)
                ? warning
                : null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a store or a disk throws here, the target itself has succeeded.
            var warning = $"{CacheErrors.CannotWrite}: What target '{target}' made can't be remembered in {_options.StateDirectory}: {exception.Message} "
                + "The target runs again next time; correct the cause, or move the cache.";
            return IsNews(exception.Message) ? warning : null;
        }
    }

    /// <summary>Call once at the end of a run: writes what was learnt about files, and lets the store tidy up. What went wrong comes back as a warning.</summary>
    public async Task<string?> CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            _index.Save(isFinal: true);
            await _options.Store.TidyAsync(cancellationToken);
            if (Directory.Exists(StagingRoot))
            {
                foreach (var leftover in new DirectoryInfo(StagingRoot).EnumerateDirectories())
                    TemporaryFiles.Sweep(leftover, _options.Clock.GetUtcNow());
            }

            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return IsNews(exception.Message)
                ? $"{CacheErrors.CannotWrite}: The cache in {_options.StateDirectory} and {_options.Store.Description} can't be tidied up: {exception.Message} The results are not affected."
                : null;
        }
    }

    /// <summary>As <see cref="CompleteAsync"/>, where nobody listens to warnings.</summary>
    public async ValueTask DisposeAsync() => await CompleteAsync(CancellationToken.None);

    private async Task<CheckPlan> PlanAsync(string target, CacheSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(spec);
        var outputs = new OutputSet(target, spec.Outputs, _options, _index);
        var inputs = await _inputs.ReadAsync(target, spec, tools: null, cancellationToken);
        var plan = new CheckPlan { Inputs = inputs, Record = _records.Find(target) };
        if (!_options.Reuse)
        {
            plan.Reasons.Add("results of earlier runs are not used (--no-cache)");
            return plan;
        }

        if (inputs.Missing.Count > 0)
        {
            plan.Reasons.AddRange(Explanation.Limit([.. inputs.Missing.Select(x => $"input {x} is missing")]));
            return plan;
        }

        plan.Current = outputs.List(cancellationToken);
        Compare(plan);
        if (plan.State == CacheState.UpToDate)
            return plan;

        try
        {
            var entry = await _options.Store.FindEntryAsync(inputs.Key, cancellationToken);
            plan.Stored = entry is null ? null : CacheEntry.Decode(entry, inputs.Key, outputs);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            plan.Reasons.Add($"{CacheErrors.CannotRead}: {_options.Store.Description} can't be read: {exception.Message}");
            return plan;
        }

        if (plan.Stored is null)
            plan.Reasons.Add($"no result for these inputs is stored in {_options.Store.Description}");
        else
            plan.State = CacheState.Restored;
        return plan;
    }

    private static void Compare(CheckPlan plan)
    {
        if (plan.Record is not { } record)
            plan.Reasons.Add("no earlier run is known");
        else if (record.Key != plan.Inputs.Key)
            plan.Reasons.AddRange(Explanation.Limit(Explanation.Differences(record.Inputs(), plan.Inputs.Items)));
        else if (record.NotKept is not null)
            plan.Reasons.Add($"the last run was not kept: {record.NotKept}");
        else
        {
            plan.Differences = plan.Current!.DifferencesFrom(record.Outputs);
            if (plan.Differences.Count == 0)
            {
                plan.State = CacheState.UpToDate;
                plan.Reasons.Add("the inputs are those of the last run, and the outputs are in place");
            }
            else
            {
                plan.Reasons.AddRange(Explanation.Limit([.. plan.Differences.Select(x => $"output {x.Path} {x.What}")]));
            }
        }
    }

    private async Task<CacheDecision> RestoreAsync(CheckPlan plan, CancellationToken cancellationToken)
    {
        var restore = new OutputRestore(_options, plan.Current!, plan.Stored!);
        var changed = restore.Changed();
        var extra = restore.Extra();
        if (changed.Count == 0 && extra.Count == 0)
        {
            plan.State = CacheState.UpToDate;
            plan.Reasons.Add($"the outputs in place are those stored for these inputs in {_options.Store.Description}");
            return plan.ToDecision();
        }

        var staging = Path.Join(StagingRoot, Guid.NewGuid().ToString("N"));
        try
        {
            if (await restore.FetchAsync(staging, changed, cancellationToken) is { } failure)
                return plan.ToMiss(failure);
            restore.Apply(staging, changed, extra);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return plan.ToMiss($"{CacheErrors.CannotRead}: the outputs can't be restored from {_options.Store.Description}: {exception.Message}");
        }
        finally
        {
            DeleteStaging(staging);
        }

        for (var i = 0; i < plan.Reasons.Count && i < plan.Differences.Count && i < Explanation.MaxReasons; i++)
            plan.Reasons[i] += ": restored";
        plan.Reasons.Add($"outputs restored from {_options.Store.Description}");
        return plan.ToDecision();
    }

    private CacheDecision WithRecord(string target, CheckPlan plan, CacheDecision decision)
    {
        try
        {
            _records.Save(target, new TargetRecord { Key = decision.Key, Outputs = plan.Stored!, Inputs = () => plan.Inputs.Items });
            _index.Save(isFinal: false);
            return decision;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return decision with { Reasons = [.. decision.Reasons, $"{CacheErrors.CannotWrite}: this can't be remembered in {_options.StateDirectory}: {exception.Message}"] };
        }
    }

    private static void DeleteStaging(string directory)
    {
        try
        {
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Swept at the end of a later run.
        }
    }

    private InputSnapshot? SnapshotOf(string target)
    {
        lock (_lock)
            return _snapshots.GetValueOrDefault(target);
    }

    // A full disk would otherwise be reported once for each target.
    private bool IsNews(string warning)
    {
        lock (_lock)
            return _reported.Add(warning);
    }
}
