using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Watching;

/// <summary>Tells the changes of a kind's objects, in the order that they were written.</summary>
internal sealed class ObjectWatch(ObjectStore store, TimeProvider time)
{
    private static readonly TimeSpan s_bookmarkInterval = TimeSpan.FromSeconds(60);

    /// <summary>Ends with the request's timeout, after an error, or when it is cancelled.</summary>
    public async IAsyncEnumerable<WatchEvent> ReadAsync(WatchRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(request.Timeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var (start, initial) = Begin(request);
        if (start is null)
        {
            yield return new WatchEvent("ERROR") { Error = Refusals.Expired($"too old resource version: {request.ResourceVersion} ({store.Version})").Status };
            yield break;
        }

        foreach (var value in initial.Objects.In(request.Filter.NamespaceName).Where(request.Filter.Matches))
            yield return new WatchEvent("ADDED") { Value = value, Version = value.Version };
        if (request.SendsInitialEvents == true && request.AllowsBookmarks)
            yield return new WatchEvent("BOOKMARK") { Version = initial.Version, IsInitialEnd = true };

        var position = start;
        var bookmarked = time.GetTimestamp();
        while (!ending.IsCancellationRequested)
        {
            if (position.Next is not { } next)
            {
                if (!await WaitAsync(position, request.AllowsBookmarks ? s_bookmarkInterval : Timeout.InfiniteTimeSpan, ending.Token).ConfigureAwait(false))
                {
                    if (ending.IsCancellationRequested)
                        yield break;
                    bookmarked = time.GetTimestamp();
                    yield return new WatchEvent("BOOKMARK") { Version = Seen(request, position) };
                }

                continue;
            }

            position = next;
            if (EventOf(request.Filter, position) is { } told)
            {
                yield return told;
            }
            else if (request.AllowsBookmarks && time.GetElapsedTime(bookmarked) > s_bookmarkInterval)
            {
                bookmarked = time.GetTimestamp();
                yield return new WatchEvent("BOOKMARK") { Version = position.Version };
            }
        }
    }

    /// <summary>What a change means to one who only sees the objects that match.</summary>
    public static WatchEvent? EventOf(ObjectFilter filter, ChangeNode change)
    {
        var matched = change.Before is { } before && filter.Matches(before);
        if (change.IsRemoval)
            return matched ? new WatchEvent("DELETED") { Value = change.After, Version = change.Version } : null;
        var matches = filter.Matches(change.After!);
        if (!matched && !matches)
            return null;
        if (!matches)
            return new WatchEvent("DELETED") { Value = change.Before, Version = change.Version };
        return new WatchEvent(matched ? "MODIFIED" : "ADDED") { Value = change.After, Version = change.Version };
    }

    private (ChangeNode? Start, ObjectSnapshot Initial) Begin(WatchRequest request)
    {
        var snapshot = store.Read(request.Filter.Type.StorageKey);
        var nothing = snapshot with { Objects = ObjectSet.Empty };
        if (request.ResourceVersion is null or "" or "0")
            return (snapshot.Position, request.SendsInitialEvents == false ? nothing : snapshot);
        if (!long.TryParse(request.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
            throw Refusals.BadRequest($"Invalid value: \"{request.ResourceVersion}\": strconv.ParseUint: parsing \"{request.ResourceVersion}\": invalid syntax");
        if (request.SendsInitialEvents != true)
            return (store.PositionAfter(request.Filter.Type.StorageKey, seen), nothing);
        return seen > snapshot.Version ? throw Refusals.VersionInFuture(seen, snapshot.Version) : (snapshot.Position, snapshot);
    }

    // The newest version of all kinds, unless this one has changed meanwhile.
    private long Seen(WatchRequest request, ChangeNode position)
    {
        var snapshot = store.Read(request.Filter.Type.StorageKey);
        return ReferenceEquals(snapshot.Position, position) ? snapshot.Version : position.Version;
    }

    private async ValueTask<bool> WaitAsync(ChangeNode position, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await position.WaitAsync(either.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
