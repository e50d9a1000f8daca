using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Writing;

namespace Pipeline.Embedded.MongoDB.Sessions;

/// <summary>What sessions did before the server was started again, as the oplog says: a write that is sent once more isn't done twice.</summary>
internal static class SessionHistory
{
    public static void Restore(SessionCatalog sessions, Snapshot snapshot)
    {
        if (snapshot.Find(Namespace.Oplog) is not { } oplog)
            return;

        var cursor = oplog.Records.Cursor();
        for (var more = cursor.SeekFirst(); more; more = cursor.MoveNext())
        {
            var fields = new RawFields(cursor.Value);
            if (fields.MoveNext() && fields.Name.SequenceEqual("lsid"u8))
                Restore(sessions, Documents.Decode(cursor.Value));
        }

        if (snapshot.Find(Namespace.RetryAnswers) is not { } answers)
            return;
        var answer = answers.Records.Cursor();
        for (var more = answer.SeekFirst(); more; more = answer.MoveNext())
            RestoreAnswer(sessions, Documents.Decode(answer.Value));
    }

    private static void Restore(SessionCatalog sessions, BsonDocument entry)
    {
        var session = sessions.Get(entry["lsid"].AsBsonDocument);
        var number = entry["txnNumber"].AsInt64;
        if (number < session.TransactionNumber)
            return;
        if (!entry.TryGetValue("stmtId", out var statement))
        {
            if (!entry["o"].AsBsonDocument.Contains("partialTxn"))
                session.BeginTransaction(Transaction.Committed(number));
            return;
        }

        session.BeginRetryableWrite(number);
        session.Remember(statement.AsInt32, entry["op"].AsString switch
        {
            // Of an insert, nobody looks for the _id.
            "i" => new StatementResult(1, 0, entry["o"]["_id"]),
            "u" => new StatementResult(1, 1),
            _ => StatementResult.One,
        });
    }

    private static void RestoreAnswer(SessionCatalog sessions, BsonDocument kept)
    {
        if (sessions.Find(kept["_id"].AsBsonDocument) is { IsRetryableWrite: true } session && session.TransactionNumber == kept["txnNum"].AsInt64)
            session.Answer = kept["reply"].AsBsonDocument;
    }
}
