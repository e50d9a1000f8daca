using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Journaling;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>
/// The current snapshot, and the one way to the next: a batch, under the writer lock, through the oplog and the journal. Readers take
/// <see cref="Current"/> and need no lock.
/// </summary>
internal sealed class Store : IAsyncDisposable
{
    private static readonly CollectionOptions s_preImages = new() { Specification = new BsonDocument("clusteredIndex", new BsonDocument { { "v", 2 }, { "key", new BsonDocument("_id", 1) }, { "name", "_id_" }, { "unique", true } }), IsClustered = true };
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly TimeProvider _time;
    private readonly Journal? _journal;
    private readonly StoreOptions _options;
    private Snapshot _current = Snapshot.Empty;
    private Task _checkpoint = Task.CompletedTask;

    private Store(StoreOptions options, Journal? journal, TimeProvider time)
    {
        _options = options;
        _journal = journal;
        _time = time;
        Clock = new ClusterClock(time);
        History = new SnapshotHistory(time);
    }

    public Snapshot Current => Volatile.Read(ref _current);

    public ClusterClock Clock { get; }

    public SnapshotHistory History { get; }

    public CommitSignal Committed { get; } = new();

    /// <summary>Reads what the data directory holds, if there is one.</summary>
    public static Store Open(StoreOptions options, TimeProvider time)
    {
        var journal = options.DataDirectory is null ? null : Journal.Open(options.DataDirectory, options.Sync);
        var store = new Store(options, journal, time);
        try
        {
            journal?.Recover(
                path =>
                {
                    store._current = Checkpoint.Read(path, store.Now);
                    store.Clock.AdvanceTo(store._current.Time);
                },
                store.Replay);
            if (store.Current.Find(Namespace.Oplog) is null)
                store.Begin();
            return store;
        }
        catch
        {
            journal?.Unlock();
            throw;
        }
    }

    /// <summary>Runs one writer at a time. What it did is published when it returns, and nothing of it when it throws.</summary>
    public async Task<T> WriteAsync<T>(WriteOptions options, Func<WriteBatch, T> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        T result;
        long position;
        try
        {
            var batch = new WriteBatch(Current, options.Guard, Now);
            result = work(batch);
            position = Publish(batch, options.Identity);
        }
        finally
        {
            _writer.Release();
        }

        if (_journal is not null)
            await _journal.SyncedAsync(position, options.IsJournaled).ConfigureAwait(false);
        return result;
    }

    /// <summary>Keeps writers out, for a transaction that claims what it is about to change.</summary>
    public async Task<T> WithWritersOutAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return work();
        }
        finally
        {
            _writer.Release();
        }
    }

    /// <summary>Keeps writers out until <see cref="ReleaseWriters"/>.</summary>
    public Task HoldWritersAsync(CancellationToken cancellationToken) => _writer.WaitAsync(cancellationToken);

    public void ReleaseWriters() => _writer.Release();

    /// <summary>An entry that changes nothing: the cluster's time goes on.</summary>
    public Task NoteAsync(BsonDocument message, CancellationToken cancellationToken) => WriteAsync(
        new WriteOptions(),
        batch =>
        {
            var entries = AppendToOplog(batch, [OplogEntries.Noop(message, Clock, Now)]);
            if (_journal is not null)
                Append(_journal, entries);
            return true;
        },
        cancellationToken);

    public Task SyncAsync() => _journal?.SyncAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _writer.WaitAsync().ConfigureAwait(false);
        // One that failed is no loss: the journal since the last whole one is there.
        await _checkpoint.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_journal is not null)
            await _journal.DisposeAsync().ConfigureAwait(false);
        _writer.Dispose();
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private long Publish(WriteBatch batch, WriteIdentity? identity)
    {
        if (batch.IsEmpty)
            return 0;

        var replicated = batch.Operations.All(x => x.IsReplicated) ? batch.Operations : [.. batch.Operations.Where(x => x.IsReplicated)];
        var entries = replicated.Count == 0 ? [] : OplogEntries.Of(replicated, identity, Clock, Now);
        var journaled = AppendToOplog(batch, entries);
        if (replicated.Any(x => x.PreImage is not null))
            journaled.AddRange(KeepPreImages(batch, replicated, entries, identity is { IsTransaction: true }));
        if (_journal is not null && batch.Answer is { } answer && entries.Count > 0)
            journaled.Add(RetryAnswers.Keep(batch, identity!, answer, entries[^1].Time));
        if (replicated.Count < batch.Operations.Count)
            journaled.AddRange(batch.Operations.Where(x => !x.IsReplicated).Select(x => x.ToBytes()));

        var position = _journal is null || journaled.Count == 0 ? 0 : Append(_journal, journaled);
        Advance(batch);
        batch.OnPublished();
        if (_journal is not null && _journal.BytesSinceCheckpoint > _options.CheckpointAfterBytes && _checkpoint.IsCompleted)
            BeginCheckpoint(_journal);
        return position;
    }

    private static long Append(Journal journal, IReadOnlyList<byte[]> documents)
    {
        try
        {
            return journal.Append(documents);
        }
        catch (IOException exception)
        {
            throw new CommandException(ServerError.OutOfDiskSpace, $"The write is not done, since it can't be written to the journal: {exception.Message}");
        }
    }

    private void Advance(WriteBatch batch)
    {
        var next = batch.ToSnapshot(Clock.Now);
        History.Add(_current, until: next.Time);
        Volatile.Write(ref _current, next);
        Committed.Fire();
    }

    private static List<byte[]> AppendToOplog(WriteBatch batch, IReadOnlyList<OplogEntry> entries)
    {
        var encoded = new List<byte[]>(entries.Count);
        foreach (var entry in entries)
        {
            batch.InsertUnlogged(Namespace.Oplog, entry.Bytes, (long)entry.Time);
            encoded.Add(entry.Bytes);
        }

        return encoded;
    }

    /// <returns>What the journal has to say of them.</returns>
    private IEnumerable<byte[]> KeepPreImages(WriteBatch batch, IReadOnlyList<LoggedOperation> operations, IReadOnlyList<OplogEntry> entries, bool isTransaction)
    {
        if (batch.Head(Namespace.PreImages) is null)
            batch.Create(Namespace.PreImages, s_preImages);
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i].PreImage is not { } image)
                continue;
            var kept = new BsonDocument
            {
                {
                    "_id",
                    new BsonDocument
                    {
                        { "nsUUID", operations[i].Uuid is { } uuid ? Uuids.ToBson(uuid) : BsonNull.Value },
                        { "ts", ClusterClock.ToBson(entries[isTransaction ? 0 : i].Time) },
                        { "applyOpsIndex", isTransaction ? (long)i : 0L },
                    }
                },
                { "operationTime", Now },
                { "preImage", Documents.Raw(image) },
            };
            var bytes = Documents.Encode(kept);
            batch.InsertUnlogged(Namespace.PreImages, bytes, recordId: null);
            yield return new LoggedOperation("i", Namespace.PreImages, null, bytes, null).ToBytes();
        }
    }

    /// <summary>Does one frame of the journal again.</summary>
    private void Replay(byte[] content)
    {
        var batch = new WriteBatch(_current, OpenGuard.Instance, Now) { KeepsPreImages = false };
        foreach (var bytes in JournalFrame.Documents(content))
        {
            var entry = Documents.Decode(bytes);
            var ns = entry["ns"].AsString;
            if (ns == Namespace.PreImages.ToString() && batch.Head(Namespace.PreImages) is null)
                batch.Create(Namespace.PreImages, s_preImages);
            OplogApplication.Apply(batch, entry);
            if (!entry.TryGetValue("ts", out var ts))
                continue;
            Clock.AdvanceTo((ulong)ts.AsBsonTimestamp.Value);
            batch.InsertUnlogged(Namespace.Oplog, bytes.ToArray(), ts.AsBsonTimestamp.Value);
        }

        _current = batch.ToSnapshot(Clock.Now);
    }

    /// <summary>A replica set's first entry, in a new oplog.</summary>
    private void Begin()
    {
        var batch = new WriteBatch(_current, OpenGuard.Instance, Now);
        var oplog = batch.Create(Namespace.Oplog, OplogOptions());
        var entries = AppendToOplog(batch, [OplogEntries.Noop(new BsonDocument("msg", "initiating set"), Clock, Now)]);
        var created = Documents.Encode(new BsonDocument { { "create", Namespace.Oplog.Collection }, { "capped", true }, { "size", _options.OplogBytes } });
        _journal?.Append([new LoggedOperation("c", Namespace.Command(Namespace.Oplog.Database), oplog.Uuid, created, null).ToBytes(), .. entries]);
        _current = batch.ToSnapshot(Clock.Now);
    }

    private CollectionOptions OplogOptions() => CollectionSpecification.Parse(new BsonDocument { { "capped", true }, { "size", _options.OplogBytes } });

    private void BeginCheckpoint(Journal journal)
    {
        int number;
        try
        {
            number = journal.BeginSegment();
        }
        catch (IOException)
        {
            // The segment that is there is written on; a later write tries again.
            return;
        }

        var snapshot = _current;
        _checkpoint = Task.Run(() => journal.WriteCheckpoint(number, file => Checkpoint.Write(snapshot, file)));
    }
}
