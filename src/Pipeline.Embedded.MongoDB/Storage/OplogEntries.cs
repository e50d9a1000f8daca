using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Storage;

/// <summary>Entries of <c>local.oplog.rs</c>, shaped as MongoDB 8 shapes them, from the operations of a batch.</summary>
internal static class OplogEntries
{
    /// <summary>Operations of a transaction that don't fit into one entry go on in the next.</summary>
    private const int MaxTransactionBytes = 15 * 1024 * 1024;

    private const int FrequentBytes = 512;

    public static IReadOnlyList<OplogEntry> Of(IReadOnlyList<LoggedOperation> operations, WriteIdentity? identity, ClusterClock clock, DateTime now)
    {
        var composer = new DocumentComposer(FrequentBytes);
        if (identity is { IsTransaction: true })
            return OfTransaction(operations, identity, composer, clock, now);

        var entries = new OplogEntry[operations.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = Single(operations[i], identity, composer, clock, now);
        return entries;
    }

    public static OplogEntry Noop(BsonDocument message, ClusterClock clock, DateTime now)
    {
        var composer = new DocumentComposer(FrequentBytes);
        composer.Text("op"u8, "n");
        composer.Text("ns"u8, "");
        composer.Document("o"u8, Documents.Encode(message));
        return Complete(composer, clock, now);
    }

    private static OplogEntry Single(LoggedOperation operation, WriteIdentity? identity, DocumentComposer composer, ClusterClock clock, DateTime now)
    {
        composer.Clear();
        if (identity is not null && operation.StatementId is not null)
            Begin(composer, identity);
        operation.WriteTo(composer);
        if (identity is not null && operation.StatementId is { } statement)
            composer.Int32("stmtId"u8, statement);
        return Complete(composer, clock, now);
    }

    private static List<OplogEntry> OfTransaction(IReadOnlyList<LoggedOperation> operations, WriteIdentity identity, DocumentComposer composer, ClusterClock clock, DateTime now)
    {
        var entries = new List<OplogEntry>();
        var chunks = Chunks(operations).ToArray();
        BsonDocument previous = new() { { "ts", new BsonTimestamp(0) }, { "t", -1L } };
        for (var i = 0; i < chunks.Length; i++)
        {
            var command = new DocumentComposer(FrequentBytes);
            command.Array("applyOps"u8, chunks[i]);
            if (i < chunks.Length - 1)
                command.True("partialTxn"u8);
            else if (i > 0)
                command.Int64("count"u8, operations.Count);
            composer.Clear();
            Begin(composer, identity);
            composer.Text("op"u8, "c");
            composer.Text("ns"u8, "admin.$cmd");
            composer.Document("o"u8, command.ToArray());
            var before = Documents.Encode(previous);
            var entry = Complete(composer, clock, now, before);
            previous = new BsonDocument { { "ts", ClusterClock.ToBson(entry.Time) }, { "t", 1L } };
            entries.Add(entry);
        }

        return entries;
    }

    private static IEnumerable<List<byte[]>> Chunks(IReadOnlyList<LoggedOperation> operations)
    {
        var chunk = new List<byte[]>();
        var bytes = 0;
        foreach (var operation in operations)
        {
            var document = operation.ToBytes();
            if (chunk.Count > 0 && bytes + document.Length > MaxTransactionBytes)
            {
                yield return chunk;
                chunk = [];
                bytes = 0;
            }

            chunk.Add(document);
            bytes += document.Length;
        }

        yield return chunk;
    }

    private static void Begin(DocumentComposer composer, WriteIdentity identity)
    {
        composer.Document("lsid"u8, identity.SessionBytes);
        composer.Int64("txnNumber"u8, identity.TransactionNumber);
    }

    private static OplogEntry Complete(DocumentComposer composer, ClusterClock clock, DateTime now, byte[]? previous = null)
    {
        var time = clock.Next();
        composer.Timestamp("ts"u8, time);
        composer.Int64("t"u8, 1);
        composer.Int64("v"u8, 2);
        composer.Date("wall"u8, now);
        if (previous is not null)
            composer.Document("prevOpTime"u8, previous);
        return new OplogEntry(time, composer.ToArray());
    }
}
