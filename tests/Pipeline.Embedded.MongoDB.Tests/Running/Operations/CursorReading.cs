using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Running.Operations;

internal static class CursorReading
{
    /// <summary>Reads a cursor to its end, as the format asks of every operation that answers one.</summary>
    public static async Task<RootDocuments> DrainAsync(this Task<IAsyncCursor<BsonDocument>> opening, CancellationToken cancellationToken)
    {
        using var cursor = await opening;
        return new RootDocuments([.. await cursor.ToListAsync(cancellationToken)]);
    }
}
