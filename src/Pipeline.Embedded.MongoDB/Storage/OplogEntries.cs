using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Entries of <c>local.oplog.rs</c>, shaped as MongoDB 8 shapes them, from the operations of a batch.</summary>
internal static class OplogEntries
{
    /// <summary>Operations of a transaction that don't fit into one entry go on in the next.</summary>
    private const int MaxTransactionBytes = 15 * 1024 * 1024;

    public static IReadOnlyList<BsonDocument> Of(IReadOnlyList<LoggedOperation> operations, WriteIdentity? identity, ClusterClock clock, DateTime now) =>
        identity is { IsTransaction: true } ? OfTransaction(operations, identity, clock, now) : [.. operations.Select(x => Single(x, identity, clock, now))];

    public static BsonDocument Noop(BsonDocument message, ClusterClock clock, DateTime now) =>
        Complete(new BsonDocument { { "op", "n" }, { "ns", "" }, { "o", message } }, clock, now);

    private static BsonDocument Single(LoggedOperation operation, WriteIdentity? identity, ClusterClock clock, DateTime now)
    {
        var entry = new BsonDocument();
        if (identity is not null && operation.StatementId is not null)
            entry.Add("lsid", identity.SessionId).Add("txnNumber", identity.TransactionNumber);
        entry.AddRange(operation.Entry);
        if (identity is not null && operation.StatementId is { } statement)
            entry.Add("stmtId", statement);
        return Complete(entry, clock, now);
    }

    private static List<BsonDocument> OfTransaction(IReadOnlyList<LoggedOperation> operations, WriteIdentity identity, ClusterClock clock, DateTime now)
    {
        var entries = new List<BsonDocument>();
        var chunks = Chunks(operations).ToArray();
        BsonDocument previous = new() { { "ts", new BsonTimestamp(0) }, { "t", -1L } };
        for (var i = 0; i < chunks.Length; i++)
        {
            var command = new BsonDocument("applyOps", new BsonArray(chunks[i].Select(x => x.Entry)));
            if (i < chunks.Length - 1)
                command.Add("partialTxn", true);
            else if (i > 0)
                command.Add("count", (long)operations.Count);
            var entry = Complete(
                new BsonDocument { { "lsid", identity.SessionId }, { "txnNumber", identity.TransactionNumber }, { "op", "c" }, { "ns", "admin.$cmd" }, { "o", command } },
                clock,
                now);
            entry.Add("prevOpTime", previous);
            previous = new BsonDocument { { "ts", entry["ts"] }, { "t", 1L } };
            entries.Add(entry);
        }

        return entries;
    }

    private static IEnumerable<List<LoggedOperation>> Chunks(IReadOnlyList<LoggedOperation> operations)
    {
        var chunk = new List<LoggedOperation>();
        var bytes = 0;
        foreach (var operation in operations)
        {
            var size = Documents.Encode(operation.Entry).Length;
            if (chunk.Count > 0 && bytes + size > MaxTransactionBytes)
            {
                yield return chunk;
                chunk = [];
                bytes = 0;
            }

            chunk.Add(operation);
            bytes += size;
        }

        yield return chunk;
    }

    private static BsonDocument Complete(BsonDocument entry, ClusterClock clock, DateTime now) =>
        entry.Add("ts", ClusterClock.ToBson(clock.Next())).Add("t", 1L).Add("v", 2L).Add("wall", now);
}
