using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>The time of the cluster: seconds, and a number within the second. Each write has its own; it never goes back.</summary>
/// <remarks>Used under the store's writer lock, but for <see cref="Now"/>.</remarks>
internal sealed class ClusterClock(TimeProvider time)
{
    private ulong _last;

    public ulong Now => Volatile.Read(ref _last);

    public ulong Next()
    {
        var second = (ulong)time.GetUtcNow().ToUnixTimeSeconds() << 32;
        var next = Math.Max(_last + 1, second | 1);
        Volatile.Write(ref _last, next);
        return next;
    }

    /// <summary>Goes on from a time that was seen, in the journal or in a client's message.</summary>
    public void AdvanceTo(ulong seen)
    {
        for (var last = Volatile.Read(ref _last); seen > last; last = Volatile.Read(ref _last))
        {
            if (Interlocked.CompareExchange(ref _last, seen, last) == last)
                return;
        }
    }

    public static BsonTimestamp ToBson(ulong time) => new((long)time);
}
