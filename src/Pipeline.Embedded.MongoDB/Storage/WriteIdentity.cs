using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>On whose behalf a batch is written: the session and transaction number that a retryable write or a transaction has.</summary>
internal sealed record WriteIdentity(BsonDocument SessionId, long TransactionNumber)
{
    /// <summary>Whether the batch is a transaction: one entry of the oplog holds all of it.</summary>
    public bool IsTransaction { get; init; }

    public byte[] SessionBytes { get; } = Documents.Encode(SessionId);
}
