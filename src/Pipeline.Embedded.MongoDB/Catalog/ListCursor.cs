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
        return CursorReply.Open(request, ns, documents, size);
    }
}
