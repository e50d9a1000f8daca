using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Migrations.Surveying;

/// <summary>Reads collections, indexes and sizes.</summary>
internal sealed class SchemaReader(IMongoDatabase database)
{
    private const int NamespaceNotFound = 26;

    /// <summary>Collections and views with type and options, as <c>listCollections</c> gives them; the server's own left out.</summary>
    public async Task<IReadOnlyList<BsonDocument>> ListCollectionsAsync(CancellationToken cancellationToken)
    {
        using var cursor = await database.ListCollectionsAsync(cancellationToken: cancellationToken);
        return [.. (await cursor.ToListAsync(cancellationToken)).Where(x => !x["name"].AsString.StartsWith("system.", StringComparison.Ordinal))];
    }

    /// <summary>Indexes as <c>listIndexes</c> gives them; none where the collection isn't there.</summary>
    public async Task<IReadOnlyList<BsonDocument>> ListIndexesAsync(string collection, CancellationToken cancellationToken)
    {
        try
        {
            using var cursor = await database.GetCollection<BsonDocument>(collection).Indexes.ListAsync(cancellationToken);
            return await cursor.ToListAsync(cancellationToken);
        }
        catch (MongoCommandException exception) when (exception.Code == NamespaceNotFound)
        {
            return [];
        }
    }

    /// <summary>Documents and uncompressed bytes, from metadata.</summary>
    public async Task<(long Documents, long Bytes)> ReadSizeAsync(string collection, CancellationToken cancellationToken)
    {
        var statistics = await ReadStatisticsAsync(collection, cancellationToken);
        return statistics is null ? (0, 0) : (statistics.GetValue("count", 0).ToInt64(), statistics.GetValue("size", 0).ToInt64());
    }

    /// <summary>Storage statistics, summed over shards; null where the collection isn't there.</summary>
    public async Task<BsonDocument?> ReadStatisticsAsync(string collection, CancellationToken cancellationToken)
    {
        try
        {
            var stage = new BsonDocument("$collStats", new BsonDocument("storageStats", new BsonDocument()));
            using var cursor = await database.GetCollection<BsonDocument>(collection).AggregateAsync<BsonDocument>(new BsonDocument[] { stage }, cancellationToken: cancellationToken);
            var shards = await cursor.ToListAsync(cancellationToken);
            return shards.Count == 0 ? null : shards.Select(x => x["storageStats"].AsBsonDocument).Aggregate(Sum);
        }
        catch (MongoCommandException exception) when (exception.Code == NamespaceNotFound)
        {
            return null;
        }
    }

    private static BsonDocument Sum(BsonDocument left, BsonDocument right)
    {
        foreach (var name in new[] { "count", "size" })
            left[name] = left.GetValue(name, 0).ToInt64() + right.GetValue(name, 0).ToInt64();
        var sizes = left.GetValue("indexSizes", new BsonDocument()).AsBsonDocument;
        foreach (var size in right.GetValue("indexSizes", new BsonDocument()).AsBsonDocument)
            sizes[size.Name] = sizes.GetValue(size.Name, 0).ToInt64() + size.Value.ToInt64();
        left["indexSizes"] = sizes;
        return left;
    }
}
