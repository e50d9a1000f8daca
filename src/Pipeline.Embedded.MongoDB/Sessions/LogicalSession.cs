using System.Collections.Concurrent;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>A client's session: its number of the newest transaction or retryable write, and what that did.</summary>
internal sealed class LogicalSession(BsonDocument id)
{
    private readonly ConcurrentDictionary<int, BsonDocument> _statements = new();

    public BsonDocument Id { get; } = id;

    public DateTime LastUse { get; set; }

    /// <summary>Of the newest transaction or retryable write; -1 before the first.</summary>
    public long TransactionNumber { get; private set; } = -1;

    /// <summary>Whether <see cref="TransactionNumber"/> is of a retryable write.</summary>
    public bool IsRetryableWrite { get; private set; }

    /// <summary>The newest transaction, ended or not.</summary>
    public Transaction? Transaction { get; private set; }

    public void BeginRetryableWrite(long number)
    {
        if (number == TransactionNumber && IsRetryableWrite)
            return;
        TransactionNumber = number;
        IsRetryableWrite = true;
        Transaction = null;
        _statements.Clear();
    }

    public void BeginTransaction(Transaction transaction)
    {
        TransactionNumber = transaction.Number;
        IsRetryableWrite = false;
        Transaction = transaction;
        _statements.Clear();
    }

    /// <summary>What a statement did when it was first sent.</summary>
    public BsonDocument? ResultOf(int statement) => _statements.GetValueOrDefault(statement);

    public void Remember(int statement, BsonDocument result) => _statements[statement] = result;
}
