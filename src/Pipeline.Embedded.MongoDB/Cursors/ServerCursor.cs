using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Sessions;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary>A result that a client takes in parts.</summary>
internal abstract class ServerCursor : IDisposable
{
    private int _isBusy;

    public long Id { get; set; }

    public required Namespace Namespace { get; init; }

    public LogicalSession? Session { get; init; }

    /// <summary>The transaction that it was opened in. Default none.</summary>
    public long? TransactionNumber { get; init; }

    public bool HasNoTimeout { get; init; }

    public DateTime LastUse { get; set; }

    public virtual bool IsChangeStream => false;

    /// <summary>Whether more may come after the last document, of a capped collection, the oplog or a change stream.</summary>
    public virtual bool IsTailable => false;

    /// <summary>Whether <c>getMore</c> waits for more.</summary>
    public virtual bool AwaitsData => false;

    /// <summary>What replies say beside the batch: <c>postBatchResumeToken</c>, <c>atClusterTime</c>.</summary>
    public virtual void Describe(BsonDocument cursor)
    {
    }

    /// <returns>The next document, or <see langword="null"/>: at the end, or for now if <see cref="IsTailable"/>.</returns>
    public abstract BsonDocument? Next();

    /// <summary>Whether nothing will come any more.</summary>
    public abstract bool IsExhausted { get; }

    /// <summary>Puts a document back that didn't fit into the reply.</summary>
    public abstract void Unread(BsonDocument document);

    public bool TryUse() => Interlocked.Exchange(ref _isBusy, 1) == 0;

    public void Release() => Volatile.Write(ref _isBusy, 0);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
