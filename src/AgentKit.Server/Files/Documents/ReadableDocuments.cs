using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace AgentKit.Server.Files.Documents;

/// <summary>Documents as far as this version can read them: while a newer one is rolled out, it may write values that this one doesn't know.</summary>
internal static class ReadableDocuments
{
    /// <summary>The first documents that can be read. Those that can't are told of and passed over: they are work for the version that wrote them.</summary>
    /// <param name="collection">Where they are.</param>
    /// <param name="filter">Which.</param>
    /// <param name="sort">In which order.</param>
    /// <param name="limit">The most.</param>
    /// <param name="unreadable">Called with each that can't be read.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<IReadOnlyList<T>> FindAsync<T>(IMongoCollection<T> collection, FilterDefinition<T> filter, SortDefinition<T> sort, int limit, Action<string, Exception> unreadable, CancellationToken cancellationToken)
    {
        List<T> readable = [];
        using var cursor = await collection.Find(filter, new FindOptions { BatchSize = limit }).Sort(sort).As<BsonDocument>().ToCursorAsync(cancellationToken);
        while (readable.Count < limit && await cursor.MoveNextAsync(cancellationToken))
        {
            foreach (var document in cursor.Current.Take(limit - readable.Count))
            {
                try
                {
                    readable.Add(BsonSerializer.Deserialize<T>(document));
                }
                catch (Exception error) when (error is FormatException or BsonException)
                {
                    unreadable($"{document["_id"]}", error);
                }
            }
        }

        return readable;
    }
}
