using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>
/// What a <c>findAndModify</c> answered, one for each session, in <c>config.image_collection</c>: the log says what it did, not what it
/// found.
/// </summary>
internal static class RetryAnswers
{
    /// <returns>What the journal has to say of it.</returns>
    public static byte[] Keep(WriteBatch batch, WriteIdentity identity, BsonDocument answer, ulong time)
    {
        var kept = new BsonDocument
        {
            { "_id", identity.SessionId },
            { "txnNum", identity.TransactionNumber },
            { "ts", ClusterClock.ToBson(time) },
            { "reply", answer },
        };
        var operation = new LoggedOperation("i", Namespace.RetryAnswers, null, Documents.Encode(kept), null).ToBytes();
        OplogApplication.Apply(batch, Documents.Decode(operation));
        return operation;
    }
}
