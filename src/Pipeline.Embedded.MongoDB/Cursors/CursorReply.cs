using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Commands;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Cursors;

/// <summary>The parts in which a client takes a cursor: <c>firstBatch</c>, then <c>nextBatch</c> by <c>getMore</c>.</summary>
internal static class CursorReply
{
    /// <summary>Documents in a first batch, unless the client says how many.</summary>
    public const int FirstBatchSize = 101;

    /// <summary>What a document takes in an array beside itself: its type and its position as text.</summary>
    private const int ElementBytes = 10;

    /// <summary>Fills the first batch. The cursor stays, under an id, if there is more.</summary>
    public static BsonDocument Open(CommandRequest request, ServerCursor cursor, long? batchSize, bool isSingleBatch = false)
    {
        var documents = Fill(cursor, batchSize ?? FirstBatchSize);
        var reply = new BsonDocument("firstBatch", documents);
        if (!isSingleBatch && !cursor.IsExhausted)
            request.Server.Cursors.Register(cursor);
        else
            cursor.Dispose();
        reply.Add("id", cursor.Id).Add("ns", cursor.Namespace.ToString());
        cursor.Describe(reply);
        return new BsonDocument("cursor", reply);
    }

    /// <summary>A whole list, for commands whose results are short.</summary>
    public static BsonDocument Open(CommandRequest request, Namespace ns, IEnumerable<BsonDocument> documents, long? batchSize) =>
        Open(request, new EnumerableCursor(documents) { Namespace = ns, Session = request.Session }, batchSize);

    /// <summary>As many documents as the client wants, and a message takes.</summary>
    public static BsonArray Fill(ServerCursor cursor, long batchSize)
    {
        var batch = new BsonArray();
        long bytes = 0;
        while (batch.Count < batchSize && cursor.Next() is { } document)
        {
            var raw = document as RawBsonDocument ?? Documents.Raw(Documents.Encode(document));
            var size = raw.Slice.Length + ElementBytes;
            if (batch.Count > 0 && bytes + size > Documents.MaxBytes)
            {
                cursor.Unread(raw);
                break;
            }

            bytes += size;
            batch.Add(raw);
        }

        return batch;
    }
}
