using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Cursors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Catalog;

/// <summary>The replies of commands that list: a cursor with its first batch.</summary>
internal static class ListCursor
{
    public static BsonDocument Open(CommandRequest request, Namespace ns, BsonDocument? options, IEnumerable<BsonDocument> documents)
    {
        var fields = options is null ? null : new CommandBody("cursor", options);
        var size = fields?.NotNegative("batchSize") ?? long.MaxValue;
        fields?.RejectUnknown();
        var cursor = new EnumerableCursor([.. documents]) { Namespace = ns, Session = request.Session, TransactionNumber = request.Transaction?.Number };
        var batch = new BsonArray();
        while (batch.Count < size && cursor.Next() is { } document)
            batch.Add(document);
        if (cursor.IsExhausted)
            cursor.Dispose();
        else
            request.Server.Cursors.Register(cursor);
        return new BsonDocument("cursor", new BsonDocument { { "firstBatch", batch }, { "id", cursor.Id }, { "ns", ns.ToString() } });
    }
}
