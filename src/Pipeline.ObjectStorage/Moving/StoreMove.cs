using System.Collections.Concurrent;

namespace Pipeline.ObjectStorage.Moving;

/// <summary>
/// Copies a store to another while a service may be writing: goes through the source until a pass finds nothing new, verifies every copy, deletes
/// nothing. It keeps no journal: what is at the destination with the same hash is done, so a run that was cut off is simply started again.
/// </summary>
public static class StoreMove
{
    private const int MaxImpossible = 100;

    /// <summary>What a move would do. Sends one or two small requests for each object.</summary>
    /// <exception cref="ObjectStoreException">A store can't be reached, or both are the same (PIPE9221).</exception>
    public static async Task<StoreMovePlan> PlanAsync(IObjectStore from, IObjectStore to, StoreMoveOptions options, CancellationToken cancellationToken)
    {
        await CheckAsync(from, to, options, cancellationToken);
        long objects = 0, bytes = 0, there = 0, compare = 0, copies = 0, copyBytes = 0;
        var impossible = new ConcurrentQueue<StoreMoveFailure>();
        await Parallel.ForEachAsync(from.ListAsync("", startAfter: null, cancellationToken), Parallelism(options, cancellationToken), async (listed, token) =>
        {
            if (IsFolderMarker(listed))
                return;
            Interlocked.Increment(ref objects);
            Interlocked.Add(ref bytes, listed.LengthBytes);
            if (ObjectKey.Reject(listed.Key) is { } reason)
            {
                if (impossible.Count < MaxImpossible)
                    impossible.Enqueue(new StoreMoveFailure(listed.Key, Unusable(reason)));
                return;
            }

            var source = await from.HeadAsync(listed.Key, token);
            if (source is null)
                return;
            switch (ObjectComparer.Compare(source, await to.HeadAsync(listed.Key, token)))
            {
                case ObjectComparison.Same:
                    Interlocked.Increment(ref there);
                    break;
                case ObjectComparison.Unknown:
                    Interlocked.Increment(ref compare);
                    break;
                default:
                    Interlocked.Increment(ref copies);
                    Interlocked.Add(ref copyBytes, source.LengthBytes);
                    break;
            }
        });
        return new StoreMovePlan { From = from.Location, To = to.Location, Objects = objects, Bytes = bytes, AlreadyThere = there, ToCompare = compare, ToCopy = copies, BytesToCopy = copyBytes, Impossible = [.. impossible] };
    }

    /// <summary>Copies.</summary>
    /// <exception cref="ObjectStoreException">A store can't be reached at the start, the source can't be listed, or both are the same (PIPE9221). What happens to single objects is in the outcome.</exception>
    public static async Task<StoreMoveOutcome> RunAsync(IObjectStore from, IObjectStore to, StoreMoveOptions options, IProgress<StoreMoveProgress>? progress, CancellationToken cancellationToken)
    {
        await CheckAsync(from, to, options, cancellationToken);
        var run = new StoreMoveRun(from, to, options, progress);
        return await run.RunAsync(cancellationToken);
    }

    internal static ParallelOptions Parallelism(StoreMoveOptions options, CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };

    // Consoles of the clouds make such empty objects to show folders.
    internal static bool IsFolderMarker(StoredObject listed) => listed.LengthBytes == 0 && listed.Key.EndsWith('/');

    internal static string Unusable(string reason) => $"Its name can't be a key: it {reason}. Rename it at the source.";

    private static async Task CheckAsync(IObjectStore from, IObjectStore to, StoreMoveOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Concurrency, 1, nameof(options));
        if (Overlap(from.Location, to.Location))
            throw new ObjectStoreException(ObjectStorageErrors.SameStore, $"{from.Location} and {to.Location} overlap: a store can't be moved into itself. Give two locations apart from each other.") { ExitCode = 2 };
        await from.PingAsync(cancellationToken);
        await to.PingAsync(cancellationToken);
    }

    private static bool Overlap(ObjectStoreLocation left, ObjectStoreLocation right) =>
        left.Kind == right.Kind
        && left.Account == right.Account
        && (left.Kind == ObjectStoreKind.LocalDisk ? Contains(left.Container, right.Container) : left.Container == right.Container && Contains(left.Prefix, right.Prefix));

    private static bool Contains(string left, string right) => Within(left, right) || Within(right, left);

    private static bool Within(string outer, string inner) => outer.Length == 0 || $"{inner}/".StartsWith($"{outer.TrimEnd('/')}/", StringComparison.Ordinal);
}
