namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>How far a transaction is.</summary>
internal enum TransactionState
{
    InProgress,
    Committed,
    Aborted,
}
