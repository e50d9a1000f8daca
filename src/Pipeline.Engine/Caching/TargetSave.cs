namespace Pipeline.Engine.Caching;

/// <summary>Keeps what one target has just made: contents first, then the entry that names them, then the memory of this checkout.</summary>
internal sealed class TargetSave(TargetCacheOptions options, StatIndex index, InputReader inputs, TargetRecords records)
{
    private const int MaxWrites = 4;

    public required string Target { get; init; }

    public required CacheSpec Spec { get; init; }

    public required OutputOwners Owners { get; init; }

    /// <summary>Whether a failure of this kind hasn't been reported in this run.</summary>
    public required Func<Exception, bool> IsNews { get; init; }

    /// <summary>Null, or why the result wasn't kept.</summary>
    public async Task<string?> RunAsync(CacheDecision decision, InputSnapshot? before, CancellationToken cancellationToken)
    {
        InputItem[]? tools = before is null ? null : [.. before.Items.Where(x => x.Kind == InputKind.Tool)];
        var now = await inputs.ReadAsync(Target, Spec, tools, cancellationToken);
        var outputs = new OutputSet(Target, Spec.Outputs, options, index).List(cancellationToken);
        if (Doubt(decision, before, now, outputs) is { } doubt)
        {
            Remember(now, outputs, doubt);
            return $"{CacheErrors.NotKept}: The result of target '{Target}' is not kept: {doubt}. It runs every time until its declared inputs and outputs are right.";
        }

        var warning = await StoreAsync(decision.Key, outputs, cancellationToken);
        Remember(now, outputs, notKept: null);
        return warning;
    }

    private string? Doubt(CacheDecision decision, InputSnapshot? before, InputSnapshot now, OutputListing outputs)
    {
        if (now.Missing.Count > 0)
            return $"input {string.Join(", ", Explanation.Limit(now.Missing))} is missing";
        if (outputs.Missing.Count > 0)
            return $"it didn't write its output {string.Join(", ", Explanation.Limit(outputs.Missing))}";
        if (now.Key == decision.Key)
            return Owners.Claim(Target, outputs.Items) is { } taken ? $"output {taken} comes from another target too" : null;
        if (before is null)
            return "its inputs are not those that it was checked with";

        var changes = string.Join(", ", Explanation.Limit(Explanation.Differences(before.Items, now.Items)));
        var paths = new HashSet<string>(outputs.Items.Select(x => x.Path), StringComparer.Ordinal);
        var earlier = new HashSet<InputItem>(before.Items);
        var own = now.Items.FirstOrDefault(x => x.Kind == InputKind.File && paths.Contains(x.Name) && !earlier.Contains(x));
        return own is null ? $"while it ran, {changes}" : $"while it ran, {changes} ({own.Name} is one of its outputs: exclude it from the inputs with a ! pattern)";
    }

    private async Task<string?> StoreAsync(string key, OutputListing outputs, CancellationToken cancellationToken)
    {
        try
        {
            var contents = outputs.Items.Where(x => x.Kind == FileKind.File).DistinctBy(x => x.Content);
            await Parallel.ForEachAsync(
                contents,
                new ParallelOptions { MaxDegreeOfParallelism = MaxWrites, CancellationToken = cancellationToken },
                async (item, token) =>
                {
                    if (await options.Store.HasBlobAsync(item.Content, token))
                        return;
                    await using var content = new FileStream(
                        Path.Join(options.RootDirectory, item.Path), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
                    await options.Store.SaveBlobAsync(item.Content, content, token);
                });
            await options.Store.SaveEntryAsync(key, CacheEntry.Encode(key, outputs.Items), cancellationToken);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!IsNews(exception))
                return null;
            return $"{CacheErrors.CannotWrite}: The result of target '{Target}' can't be kept in {options.Store.Description}: {exception.Message} "
                + "Free space, correct the rights or choose another place for the cache; the build goes on without.";
        }
    }

    private void Remember(InputSnapshot now, OutputListing outputs, string? notKept)
    {
        records.Save(Target, new TargetRecord { Key = now.Key, NotKept = notKept, Outputs = outputs.Items, Inputs = () => now.Items });
        index.Save(isFinal: false);
    }
}
