using System.Collections.Concurrent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Diagnostics;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>All sessions, and the transactions that are open in them.</summary>
internal sealed class SessionCatalog(Store store, TimeProvider time, ServerParameters parameters)
{
    /// <summary>MongoDB's <c>localLogicalSessionTimeoutMinutes</c>.</summary>
    private static readonly TimeSpan s_sessionLifetime = TimeSpan.FromMinutes(30);

    private readonly ConcurrentDictionary<string, LogicalSession> _sessions = new(StringComparer.Ordinal);

    public WriteIntents Intents { get; } = new();

    public IEnumerable<LogicalSession> All => _sessions.Values;

    public int OpenTransactions => _sessions.Values.Count(x => x.Transaction is { State: TransactionState.InProgress });

    public LogicalSession Get(BsonDocument lsid)
    {
        var session = _sessions.GetOrAdd(KeyOf(lsid), _ => new LogicalSession(lsid));
        session.LastUse = time.GetUtcNow().UtcDateTime;
        return session;
    }

    public LogicalSession? Find(BsonDocument lsid) => _sessions.GetValueOrDefault(KeyOf(lsid));

    /// <summary>Begins a transaction over <paramref name="start"/>. An older one of the session that is still open is aborted.</summary>
    public async Task<Transaction> BeginAsync(LogicalSession session, long number, Snapshot start, CancellationToken cancellationToken)
    {
        if (session.Transaction is { State: TransactionState.InProgress } older)
            await AbortAsync(older, cancellationToken).ConfigureAwait(false);
        var transaction = new Transaction(number, start, Intents, () => store.Current, time.GetUtcNow().UtcDateTime);
        session.BeginTransaction(transaction);
        return transaction;
    }

    /// <summary>Does the transaction's changes again on what is current: its claims have kept everyone else from them.</summary>
    public async Task CommitAsync(LogicalSession session, Transaction transaction, bool isJournaled, CancellationToken cancellationToken)
    {
        var operations = transaction.Batch.Operations;
        await store.WriteAsync(
            new WriteOptions { Identity = new WriteIdentity(session.Id, transaction.Number) { IsTransaction = true }, IsJournaled = isJournaled },
            batch =>
            {
                // It may have been open for too long, and been aborted, since the command was read.
                if (transaction.State == TransactionState.Aborted)
                    throw new CommandException(ServerError.NoSuchTransaction, $"Transaction with {{ txnNumber: {transaction.Number} }} has been aborted.");
                if (transaction.State == TransactionState.Committed)
                    return true;
                try
                {
                    foreach (var operation in operations)
                        OplogApplication.Apply(batch, Documents.Decode(operation.ToBytes()));
                }
                catch (CommandException exception) when (exception.Is(ServerError.DuplicateKey))
                {
                    throw new CommandException(ServerError.WriteConflict, "WriteConflict error: this operation conflicted with another operation. Please retry your operation or multi-document transaction.");
                }

                batch.WhenPublished(() => End(transaction, TransactionState.Committed));
                if (batch.IsEmpty)
                    End(transaction, TransactionState.Committed);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task AbortAsync(Transaction transaction, CancellationToken cancellationToken) => await store.WithWritersOutAsync(
        () =>
        {
            Abort(transaction);
            return true;
        },
        cancellationToken).ConfigureAwait(false);

    /// <summary>With writers already out.</summary>
    public void Abort(Transaction transaction)
    {
        if (transaction.State != TransactionState.InProgress)
            return;
        End(transaction, TransactionState.Aborted);
    }

    private void End(Transaction transaction, TransactionState state)
    {
        Intents.Release(transaction);
        transaction.End(state);
    }

    /// <summary>Ends a session, and the transaction that is open in it.</summary>
    public async Task EndAsync(LogicalSession session, CancellationToken cancellationToken)
    {
        if (session.Transaction is { State: TransactionState.InProgress } transaction)
            await AbortAsync(transaction, cancellationToken).ConfigureAwait(false);
        _sessions.TryRemove(KeyOf(session.Id), out _);
    }

    /// <summary>Aborts transactions that are open for too long, and forgets sessions that nobody uses.</summary>
    public async Task ReapAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var session in _sessions.Values)
        {
            if (session.Transaction is { State: TransactionState.InProgress } transaction && now - transaction.StartedAt > parameters.TransactionLifetime)
                await AbortAsync(transaction, cancellationToken).ConfigureAwait(false);
            if (now - session.LastUse > s_sessionLifetime)
                await EndAsync(session, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string KeyOf(BsonDocument lsid) => lsid.TryGetValue("id", out var id) && Uuids.Read(id) is { } uuid
        ? uuid + (lsid.TryGetValue("uid", out var uid) ? Convert.ToHexString(uid.AsBsonBinaryData.Bytes) : "")
        : throw new CommandException(ServerError.TypeMismatch, "BSON field 'OperationSessionInfo.lsid.id' must be a UUID");
}
