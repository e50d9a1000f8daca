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
    private readonly OutputOwners _owners = new();
    private readonly CheckPlanner _planner;
    private readonly TargetRecords _records;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, InputSnapshot> _snapshots = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    // A run that only found everything in place leaves nothing to tidy.
    private bool _hasChanged;

    /// <summary>A cache for one run of a build.</summary>
    public TargetCache(TargetCacheOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _index = new StatIndex(Path.Join(options.StateDirectory, "index"), options.Clock, options.CrashPoint);
        _inputs = new InputReader(options, _index);
        _records = new TargetRecords(Path.Join(options.StateDirectory, "targets"), options.CrashPoint);
        _planner = new CheckPlanner(options, _index, _inputs, _records);
    }

    /// <summary>How many files had to be read so far because their stat wasn't known.</summary>
    internal long HashedFiles => _index.HashedFiles;

    private string StagingRoot => Path.Join(_options.StateDirectory, "restoring");

    /// <inheritdoc/>
    public async Task<CacheDecision> CheckAsync(string target, CacheSpec spec, CancellationToken cancellationToken)
    {
        var plan = await _planner.PlanAsync(target, spec, cancellationToken);
        lock (_lock)
            _snapshots[target] = plan.Inputs;
        var decision = plan.Stored is null ? plan.ToDecision() : await RestoreAsync(target, plan, cancellationToken);
        if (decision.State == CacheState.Miss)
            return WithRecord(target, decision, new TargetRecord { Key = decision.Key, NotKept = "it didn't finish", Outputs = [], Inputs = () => plan.Inputs.Items });
        _owners.Claim(target, (plan.Stored ?? plan.Record?.Outputs)!);
        if (plan.Stored is null)
            return decision;
        return WithRecord(target, decision, new TargetRecord { Key = decision.Key, Outputs = plan.Stored, Inputs = () => plan.Inputs.Items });
    }

    /// <summary>What <see cref="CheckAsync"/> would say, without touching any output (<c>--explain</c>).</summary>
    public async Task<CacheDecision> ExplainAsync(string target, CacheSpec spec, CancellationToken cancellationToken)
    {
        var plan = await _planner.PlanAsync(target, spec, cancellationToken);
        if (plan.Stored is not null)
            plan.Reasons.Add($"the same inputs are stored in {_options.Store.Description}");
        return plan.ToDecision();
    }

    /// <inheritdoc/>
    public async Task<string?> SaveAsync(string target, CacheSpec spec, CacheDecision decision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(decision);
        Volatile.Write(ref _hasChanged, true);
        try
        {
            var save = new TargetSave(_options, _index, _inputs, _records) { Target = target, Spec = spec, Owners = _owners, IsNews = IsNews };
            return await save.RunAsync(decision, SnapshotOf(target), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever a store or a disk throws here, the target itself has succeeded.
            var warning = $"{CacheErrors.CannotWrite}: What target '{target}' made can't be remembered in {_options.StateDirectory}: {exception.Message} "
                + "The target runs again next time; correct the cause, or move the cache.";
            return IsNews(exception) ? warning : null;
        }
    }

    /// <summary>Call once at the end of a run: writes what was learnt about files, and lets the store tidy up. What went wrong comes back as a warning.</summary>
    public async Task<string?> CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            _index.Save(isFinal: true);
            if (Volatile.Read(ref _hasChanged))
            {
                await _options.Store.TidyAsync(cancellationToken);
                SweepState(_options.Clock.GetUtcNow());
            }

            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return IsNews(exception)
                ? $"{CacheErrors.CannotWrite}: The cache in {_options.StateDirectory} and {_options.Store.Description} can't be tidied up: {exception.Message} The results are not affected."
                : null;
        }
    }

    /// <summary>As <see cref="CompleteAsync"/>, where nobody listens to warnings.</summary>
    public async ValueTask DisposeAsync() => await CompleteAsync(CancellationToken.None);

    private async Task<CacheDecision> RestoreAsync(string target, CheckPlan plan, CancellationToken cancellationToken)
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

        if (FirstInput(plan, changed, extra) is { } input)
            return plan.ToMiss($"output {input} is an input too, and is never overwritten: exclude it from one of them");
        if (_owners.FirstOfAnother(target, extra) is { } owned)
            return plan.ToMiss($"output {owned} comes from another target: give each target outputs of its own");

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

    private CacheDecision WithRecord(string target, CacheDecision decision, TargetRecord record)
    {
        Volatile.Write(ref _hasChanged, true);
        try
        {
            _records.Save(target, record);
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

    private void SweepState(DateTimeOffset now)
    {
        TemporaryFiles.SweepFilesIn(_options.StateDirectory, now);
        TemporaryFiles.SweepFilesIn(Path.Join(_options.StateDirectory, "targets"), now);
        if (!Directory.Exists(StagingRoot))
            return;
        foreach (var leftover in new DirectoryInfo(StagingRoot).EnumerateDirectories())
            TemporaryFiles.Sweep(leftover, now);
    }

    private static string? FirstInput(CheckPlan plan, IReadOnlyList<OutputItem> changed, IReadOnlyList<OutputItem> extra)
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in changed)
            paths.Add(item.Path);
        foreach (var item in extra)
            paths.Add(item.Path);
        foreach (var item in plan.Inputs.Items)
        {
            if (item.Kind == InputKind.File && paths.Contains(item.Name))
                return item.Name;
        }

        return null;
    }

    // A full disk would otherwise be reported once for each target.
    private bool IsNews(Exception exception)
    {
        lock (_lock)
            return _reported.Add($"{exception.GetType()} {exception.HResult}");
    }
}
