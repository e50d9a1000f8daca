using MongoDB.Bson;
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
            var entry = OplogEntries.Noop(message, Clock, Now);
            AppendToOplog(batch, [entry]);
            return true;
        },
        cancellationToken);

    public Task SyncAsync() => _journal?.SyncAsync() ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _writer.WaitAsync().ConfigureAwait(false);
        await _checkpoint.ConfigureAwait(false);
        if (_journal is not null)
            await _journal.DisposeAsync().ConfigureAwait(false);
        _writer.Dispose();
    }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private long Publish(WriteBatch batch, WriteIdentity? identity)
    {
        if (batch.IsEmpty)
            return 0;

        var replicated = batch.Operations.Where(x => x.IsReplicated).ToArray();
        var entries = replicated.Length == 0 ? [] : OplogEntries.Of(replicated, identity, Clock, Now);
        var journaled = new List<byte[]>(entries.Count);
        journaled.AddRange(AppendToOplog(batch, entries));
        if (Array.Exists(replicated, x => x.PreImage is not null))
            journaled.AddRange(KeepPreImages(batch, replicated, entries, identity is { IsTransaction: true }));
        journaled.AddRange(batch.Operations.Where(x => !x.IsReplicated).Select(x => Documents.Encode(x.Entry)));

        var position = _journal is null || journaled.Count == 0 ? 0 : _journal.Append(journaled);
        Advance(batch);
        if (_journal is not null && _journal.BytesSinceCheckpoint > _options.CheckpointAfterBytes && _checkpoint.IsCompleted)
            BeginCheckpoint(_journal);
        return position;
    }

    private void Advance(WriteBatch batch)
    {
        var next = batch.ToSnapshot(Clock.Now);
        History.Add(_current, until: next.Time);
        Volatile.Write(ref _current, next);
        Committed.Fire();
    }

    private static List<byte[]> AppendToOplog(WriteBatch batch, IReadOnlyList<BsonDocument> entries)
    {
        var encoded = new List<byte[]>(entries.Count);
        foreach (var entry in entries)
        {
            var bytes = Documents.Encode(entry);
            batch.InsertUnlogged(Namespace.Oplog, bytes, entry, entry["ts"].AsBsonTimestamp.Value);
            encoded.Add(bytes);
        }

        return encoded;
    }

    /// <returns>What the journal has to say of them.</returns>
    private static IEnumerable<byte[]> KeepPreImages(WriteBatch batch, LoggedOperation[] operations, IReadOnlyList<BsonDocument> entries, bool isTransaction)
    {
        if (batch.Find(Namespace.PreImages) is null)
            batch.Create(Namespace.PreImages, s_preImages);
        for (var i = 0; i < operations.Length; i++)
        {
            if (operations[i].PreImage is not { } image)
                continue;
            var entry = isTransaction ? entries[0] : entries[i];
            var kept = new BsonDocument
            {
                { "_id", new BsonDocument { { "nsUUID", operations[i].Entry["ui"] }, { "ts", entry["ts"] }, { "applyOpsIndex", isTransaction ? (long)i : 0L } } },
                { "operationTime", entry["wall"] },
                { "preImage", Documents.Raw(image) },
            };
            var bytes = Documents.Encode(kept);
            batch.InsertUnlogged(Namespace.PreImages, bytes, kept, recordId: null);
            yield return Documents.Encode(new BsonDocument { { "op", "i" }, { "ns", Namespace.PreImages.ToString() }, { "o", kept } });
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
            if (ns == Namespace.PreImages.ToString() && batch.Find(Namespace.PreImages) is null)
                batch.Create(Namespace.PreImages, s_preImages);
            OplogApplication.Apply(batch, entry);
            if (!entry.TryGetValue("ts", out var ts))
                continue;
            Clock.AdvanceTo((ulong)ts.AsBsonTimestamp.Value);
            batch.InsertUnlogged(Namespace.Oplog, bytes.ToArray(), entry, ts.AsBsonTimestamp.Value);
        }

        _current = batch.ToSnapshot(Clock.Now);
    }

    /// <summary>A replica set's first entry, in a new oplog.</summary>
    private void Begin()
    {
        var batch = new WriteBatch(_current, OpenGuard.Instance, Now);
        batch.Create(Namespace.Oplog, OplogOptions());
        var entries = AppendToOplog(batch, [OplogEntries.Noop(new BsonDocument("msg", "initiating set"), Clock, Now)]);
        _journal?.Append([Documents.Encode(new BsonDocument { { "op", "c" }, { "ns", "local.$cmd" }, { "o", new BsonDocument { { "create", "oplog.rs" }, { "capped", true }, { "size", _options.OplogBytes } } } }), .. entries]);
        _current = batch.ToSnapshot(Clock.Now);
    }

    private CollectionOptions OplogOptions() => CollectionSpecification.Parse(new BsonDocument { { "capped", true }, { "size", _options.OplogBytes } });

    private void BeginCheckpoint(Journal journal)
    {
        var number = journal.BeginSegment();
        var snapshot = _current;
        _checkpoint = Task.Run(() => journal.WriteCheckpoint(number, file => Checkpoint.Write(snapshot, file)));
    }
}
