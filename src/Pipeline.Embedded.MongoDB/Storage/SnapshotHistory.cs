using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>
/// Snapshots of the last minutes, for reads at a time (<c>atClusterTime</c>). Times that a client was told of are kept for as long as
/// MongoDB keeps them; of the others, the last some hundreds.
/// </summary>
/// <remarks>Source: https://www.mongodb.com/docs/manual/reference/parameters/#mongodb-parameter-param.minSnapshotHistoryWindowInSeconds.</remarks>
internal sealed class SnapshotHistory(TimeProvider time)
{
    private const int MaxRecent = 500;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(300);
    private readonly Lock _lock = new();
    private readonly Queue<Moment> _recent = new();
    private readonly Queue<Moment> _told = new();
    private ulong _toldTime;

    /// <summary>Remembers what was the current snapshot until <paramref name="until"/>, exclusive.</summary>
    public void Add(Snapshot snapshot, ulong until)
    {
        lock (_lock)
        {
            var moment = new Moment(snapshot, until, time.GetTimestamp());
            (snapshot.Time == _toldTime ? _told : _recent).Enqueue(moment);
            while (_recent.Count > MaxRecent || (_recent.TryPeek(out var oldest) && IsOld(oldest)))
                _recent.Dequeue();
            while (_told.TryPeek(out var oldest) && IsOld(oldest))
                _told.Dequeue();
        }
    }

    /// <summary>A client is told the time of the current snapshot, and may ask for it again.</summary>
    public void Tell(Snapshot snapshot)
    {
        lock (_lock)
            _toldTime = snapshot.Time;
    }

    /// <exception cref="CommandException">SnapshotTooOld.</exception>
    public Snapshot At(ulong moment, Snapshot current)
    {
        if (moment >= current.Time)
            return current;

        lock (_lock)
        {
            foreach (var past in _recent.Concat(_told))
            {
                if (past.Snapshot.Time <= moment && moment < past.Until)
                    return past.Snapshot;
            }
        }

        throw new CommandException(ServerError.SnapshotTooOld, $"Read timestamp {ClusterClock.ToBson(moment)} is older than the oldest available timestamp.");
    }

    private bool IsOld(Moment moment) => time.GetElapsedTime(moment.Added) > s_window;

    private sealed record Moment(Snapshot Snapshot, ulong Until, long Added);
}
