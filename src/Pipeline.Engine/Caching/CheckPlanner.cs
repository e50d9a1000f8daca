namespace Pipeline.Engine.Caching;

/// <summary>Decides what is to happen for a target. Reads files and the store, changes nothing.</summary>
internal sealed class CheckPlanner(TargetCacheOptions options, StatIndex index, InputReader inputReader, TargetRecords records)
{
    public async Task<CheckPlan> PlanAsync(string target, CacheSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(spec);
        var outputs = new OutputSet(target, spec.Outputs, options, index);
        var inputs = await inputReader.ReadAsync(target, spec, tools: null, cancellationToken);
        var plan = new CheckPlan { Inputs = inputs, Record = records.Find(target) };
        if (!options.Reuse)
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

        // Whatever the store says, with these very inputs it went wrong here.
        if (plan.Record is { NotKept: not null } record && record.Key == inputs.Key)
            return plan;

        try
        {
            var entry = await options.Store.FindEntryAsync(inputs.Key, cancellationToken);
            plan.Stored = entry is null ? null : CacheEntry.Decode(entry, inputs.Key, outputs);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            plan.Reasons.Add($"{CacheErrors.CannotRead}: {options.Store.Description} can't be read: {exception.Message}");
            return plan;
        }

        if (plan.Stored is null)
            plan.Reasons.Add($"no result for these inputs is stored in {options.Store.Description}");
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
}
