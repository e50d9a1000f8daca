using System.Collections.Concurrent;

namespace Pipeline.ObjectStorage.Moving;

/// <summary>One run of a move: passes over the source until there is nothing new.</summary>
internal sealed class StoreMoveRun(IObjectStore from, IObjectStore to, StoreMoveOptions options, IProgress<StoreMoveProgress>? progress)
{
    /// <summary>What was verified in this run, by its tag and time at the source, and the tag at the destination.</summary>
    private readonly ConcurrentDictionary<string, (string Tag, DateTimeOffset Time, string Written)> _done = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, string> _failures = new(StringComparer.Ordinal);
    private readonly ObjectMove _move = new(from, to, options);

    private int _pass;
    private long _looked;
    private long _copied;
    private long _copiedBytes;
    private long _there;

    public async Task<StoreMoveOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var settled = false;
        while (!settled && _pass < options.MaxPasses && _failures.Count < options.MaxFailures)
        {
            _pass++;
            _looked = 0;
            // What failed in an earlier pass is tried again, and counts only if it fails in the last one.
            _failures.Clear();
            settled = await PassAsync(cancellationToken) == 0;
        }

        return new StoreMoveOutcome
        {
            Passes = _pass,
            Settled = settled && _failures.Count < options.MaxFailures,
            Copied = _copied,
            CopiedBytes = _copiedBytes,
            AlreadyThere = _there,
            Failures = [.. _failures.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => new StoreMoveFailure(x.Key, x.Value))],
        };
    }

    /// <summary>Goes through the source once. Returns how many objects were new.</summary>
    private async Task<long> PassAsync(CancellationToken cancellationToken)
    {
        var fresh = 0L;
        await Parallel.ForEachAsync(from.ListAsync("", startAfter: null, cancellationToken), StoreMove.Parallelism(options, cancellationToken), async (listed, token) =>
        {
            if (StoreMove.IsFolderMarker(listed) || _failures.Count >= options.MaxFailures)
                return;
            if (await LookAsync(listed, token))
                Interlocked.Increment(ref fresh);
            Report();
        });
        return fresh;
    }

    private async Task<bool> LookAsync(StoredObject listed, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _looked);
        if (ObjectKey.Reject(listed.Key) is { } reason)
        {
            _failures[listed.Key] = StoreMove.Unusable(reason);
            return false;
        }

        var known = _done.TryGetValue(listed.Key, out var done);
        if (known && done.Tag == listed.ETag && done.Time == listed.LastModified)
            return false;
        try
        {
            var (result, tag, bytes) = await TryAsync(() => _move.RunAsync(listed.Key, known ? done.Written : null, cancellationToken), cancellationToken);
            if (result == ObjectMove.Result.Copied)
            {
                Interlocked.Increment(ref _copied);
                Interlocked.Add(ref _copiedBytes, bytes);
            }
            else if (result == ObjectMove.Result.AlreadyThere)
            {
                Interlocked.Increment(ref _there);
            }

            if (tag is not null)
                _done[listed.Key] = (listed.ETag, listed.LastModified, tag);
            return result != ObjectMove.Result.AlreadyThere;
        }
        catch (ObjectStoreException exception)
        {
            _failures[listed.Key] = exception.Message;
            return false;
        }
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> act, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await act();
            }
            catch (ObjectStoreException exception) when (exception.IsTransient && attempt < options.MaxTries)
            {
                await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt - 1)), options.TimeProvider, cancellationToken);
            }
        }
    }

    private void Report() => progress?.Report(new StoreMoveProgress(_pass, Interlocked.Read(ref _looked), Interlocked.Read(ref _copied), Interlocked.Read(ref _copiedBytes), _failures.Count));
}
