using System.Collections.Concurrent;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Writing;

namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>A client's session: its number of the newest transaction or retryable write, and what that did.</summary>
internal sealed class LogicalSession(BsonDocument id)
{
    private readonly ConcurrentDictionary<int, StatementResult> _statements = new();

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
        Answer = null;
        _statements.Clear();
    }

    public void BeginTransaction(Transaction transaction)
    {
        TransactionNumber = transaction.Number;
        IsRetryableWrite = false;
        Transaction = transaction;
        Answer = null;
        _statements.Clear();
    }

    /// <summary>What a statement did when it was first sent.</summary>
    public StatementResult? ResultOf(int statement) => _statements.GetValueOrDefault(statement);

    public void Remember(int statement, StatementResult result) => _statements[statement] = result;

    /// <summary>What a retryable <c>findAndModify</c> answered when it was first sent.</summary>
    public BsonDocument? Answer { get; set; }
}
