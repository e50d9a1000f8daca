namespace Pipeline.Engine.Caching;

/// <summary>Keeps what one target has just made: contents first, then the entry that names them, then the memory of this checkout.</summary>
internal sealed class TargetSave(TargetCacheOptions options, StatIndex index, InputReader inputs, TargetRecords records, string target, CacheSpec spec)
{
    private const int MaxWrites = 4;

    /// <summary>Null, or why the result wasn't kept.</summary>
    public async Task<string?> RunAsync(CacheDecision decision, InputSnapshot? before, CancellationToken cancellationToken)
    {
        InputItem[]? tools = before is null ? null : [.. before.Items.Where(x => x.Kind == InputKind.Tool)];
        var now = await inputs.ReadAsync(target, spec, tools, cancellationToken);
        var outputs = new OutputSet(target, spec.Outputs, options, index).List(cancellationToken);
        if (Doubt(decision, before, now, outputs) is { } doubt)
        {
            Remember(now, outputs, doubt);
            return $"{CacheErrors.NotKept}: The result of target '{target}' is not kept: {doubt}. It runs every time until its declared inputs and outputs are right.";
        }

        var warning = await StoreAsync(decision.Key, outputs, cancellationToken);
        Remember(now, outputs, notKept: null);
        return warning;
    }

    private static string? Doubt(CacheDecision decision, InputSnapshot? before, InputSnapshot now, OutputListing outputs)
    {
        if (now.Missing.Count > 0)
            return $"input {string.Join(", ", Explanation.Limit(now.Missing))} is missing";
        if (outputs.Missing.Count > 0)
            return $"it didn't write its output {string.Join(", ", Explanation.Limit(outputs.Missing))}";
        if (now.Key == decision.Key)
            return null;
        return before is null
            ? "its inputs are not those that it was checked with"
            : $"while it ran, {string.Join(", ", Explanation.Limit(Explanation.Differences(before.Items, now.Items)))}";
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
            return $"{CacheErrors.CannotWrite}: The result can't be kept in {options.Store.Description}: {exception.Message} "
                + "Free space, correct the rights or choose another place for the cache; the build goes on without.";
        }
    }

    private void Remember(InputSnapshot now, OutputListing outputs, string? notKept)
    {
        records.Save(target, new TargetRecord { Key = now.Key, NotKept = notKept, Outputs = outputs.Items, Inputs = () => now.Items });
        index.Save(isFinal: false);
    }
}
