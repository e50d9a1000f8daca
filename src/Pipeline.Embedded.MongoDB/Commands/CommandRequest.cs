using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Sessions;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Values;

namespace Pipeline.Embedded.MongoDB.Commands;

/// <summary>A command as a client sent it, and on whose behalf it runs.</summary>
internal sealed class CommandRequest
{
    public required ServerContext Server { get; init; }

    public required ClientConnection Connection { get; init; }

    public required string Database { get; init; }

    public required CommandBody Body { get; init; }

    /// <summary>Documents that came beside the body, by the field that they belong to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<byte[]>> Sequences { get; init; } = new Dictionary<string, IReadOnlyList<byte[]>>();

    public LogicalSession? Session { get; init; }

    /// <summary>Of a transaction or a retryable write.</summary>
    public long? TransactionNumber { get; init; }

    /// <summary>The open transaction that the command is a part of.</summary>
    public Transaction? Transaction { get; init; }

    public ReadConcern ReadConcern { get; init; } = ReadConcern.Local;

    public WriteConcern WriteConcern { get; init; } = WriteConcern.Default;

    public DateTime Now { get; init; }

    /// <summary>Ends the command, and what of it a cursor still has to do in the first batch.</summary>
    public CancellationToken CancellationToken { get; init; }

    public bool IsRetryable => TransactionNumber is not null && Transaction is null && Session is { IsRetryableWrite: true };

    /// <summary>The collection that the command names in its first field.</summary>
    public Namespace Namespace => Body.Value(Body.Name) is BsonString { Value: { Length: > 0 } collection }
        ? new Namespace(Database, collection)
        : throw new CommandException(ServerError.InvalidNamespace, $"collection name has invalid type {BsonTypeName.Of(Body.Value(Body.Name))}");

    /// <summary>What the command reads: its transaction's view, a moment of the past, or what is current.</summary>
    public ICollectionView View()
    {
        if (Transaction is not null)
            return Transaction.Batch;
        return ReadConcern.AtClusterTime is { } time ? Server.Store.History.At(time, Server.Store.Current) : Server.Store.Current;
    }

    /// <summary>The moment that a snapshot read outside of a transaction sees, which its reply tells.</summary>
    public ulong? SnapshotTime()
    {
        if (Transaction is not null || !ReadConcern.IsSnapshot)
            return null;
        Server.Store.History.Tell(Server.Store.Current);
        return ReadConcern.AtClusterTime;
    }

    /// <summary>The same for a command inside this one, as in <c>explain</c>.</summary>
    public CommandRequest For(BsonDocument inner) => new()
    {
        Server = Server,
        Connection = Connection,
        Database = Database,
        Body = new CommandBody(inner.GetElement(0).Name, inner),
        Session = Session,
        Transaction = Transaction,
        ReadConcern = ReadConcern,
        Now = Now,
        CancellationToken = CancellationToken,
    };

    /// <summary>A collection of <see cref="View"/>. In a transaction it is marked as used, so that nobody drops it meanwhile.</summary>
    public CollectionState? Find(Namespace ns) => Find(View(), ns);

    public CollectionState? Find(ICollectionView view, Namespace ns) => Use(view.Find(ns), ns);

    /// <summary>The same, of what <see cref="ICollectionView.Head"/> gives.</summary>
    public CollectionState? Head(ICollectionView view, Namespace ns) => Use(view.Head(ns), ns);

    private CollectionState? Use(CollectionState? collection, Namespace ns)
    {
        if (Transaction is null)
            return collection;

        var latest = Server.Store.Current.Find(ns);
        if (latest is not null && collection is null && Transaction.Batch.Start.Find(ns) is null)
            throw new CommandException(ServerError.SnapshotUnavailable, $"Unable to read from a snapshot due to pending collection catalog changes; please retry the operation. Snapshot timestamp is {ClusterClock.ToBson(Transaction.Batch.Start.Time)}.");
        if (collection is not null)
            Server.Sessions.Intents.Use(Transaction, collection.Uuid);
        return collection;
    }

    /// <summary>What expressions of the command are evaluated with.</summary>
    public EvaluationSettings Evaluation(Collation? collation, BsonDocument? let = null) => LetVariables.Evaluate(
        let,
        new EvaluationSettings { Collation = collation, Now = Now, ClusterTime = ClusterClock.ToBson(Server.Store.Clock.Now) });

    /// <summary>
    /// Writes: into the command's transaction, or as a batch of its own. A write that an open transaction is in the way of waits for it,
    /// and is then begun anew.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<WriteBatch, T> work, CancellationToken cancellationToken)
    {
        if (Transaction is not null)
            return work(Transaction.Batch);

        while (true)
        {
            try
            {
                return await Server.Store.WriteAsync(
                    new WriteOptions
                    {
                        Guard = new PlainGuard(Server.Sessions.Intents),
                        Identity = IsRetryable ? new WriteIdentity(Session!.Id, TransactionNumber!.Value) : null,
                        IsJournaled = WriteConcern.IsJournaled,
                    },
                    work,
                    cancellationToken).ConfigureAwait(false);
            }
            catch (BlockedException blocked)
            {
                await blocked.Until.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
