using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>A transaction of a session: a batch over the snapshot that it began with.</summary>
internal sealed class Transaction
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Transaction(long number, Snapshot start, WriteIntents intents, Func<Snapshot> latest, DateTime now)
    {
        Number = number;
        Guard = new TransactionGuard(this, intents, latest);
        Batch = new WriteBatch(start, Guard, now);
        StartedAt = now;
    }

    /// <summary>One that was committed before the server was started again.</summary>
    public static Transaction Committed(long number)
    {
        var committed = new Transaction(number, Snapshot.Empty, new WriteIntents(), () => Snapshot.Empty, DateTime.UnixEpoch);
        committed.End(TransactionState.Committed);
        return committed;
    }

    public long Number { get; }

    public DateTime StartedAt { get; }

    public WriteBatch Batch { get; }

    public IWriteGuard Guard { get; }

    public TransactionState State { get; private set; } = TransactionState.InProgress;

    /// <summary>Completes when it has committed or aborted.</summary>
    public Task Ended => _ended.Task;

    public bool HasDeleted(CollectionState collection, long recordId) =>
        Batch.Find(collection.Namespace) is { } mine && !mine.Records.TryGet(recordId, out _) && Batch.Start.Find(collection.Namespace) is { } before && before.Records.TryGet(recordId, out _);

    public void End(TransactionState state)
    {
        State = state;
        _ended.TrySetResult();
    }
}
