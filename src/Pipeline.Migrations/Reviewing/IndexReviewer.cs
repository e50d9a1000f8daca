using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Surveying;

namespace Pipeline.Migrations.Reviewing;

/// <summary>Reads use, size and definition of all indexes.</summary>
internal sealed class IndexReviewer(IMongoDatabase database, MigratorOptions options)
{
    private readonly SchemaReader _schema = new(database);

    public async Task<IndexReview> RunAsync(IReadOnlyList<QueryShape> shapes, CancellationToken cancellationToken)
    {
        var indexes = new List<IndexUsage>();
        var names = (await _schema.ListCollectionsAsync(cancellationToken)).Where(x => x["type"] == "collection").Select(x => x["name"].AsString);
        foreach (var name in names.Where(x => x != options.JournalCollection && x != options.LockCollection).Order(StringComparer.Ordinal))
            indexes.AddRange(await ReadAsync(name, cancellationToken));

        var queries = await QueryShapeCheck.RunAsync(database, shapes, cancellationToken);
        return new IndexReview(indexes, IndexFindings.Of(indexes, queries), queries);
    }

    private async Task<IEnumerable<IndexUsage>> ReadAsync(string collection, CancellationToken cancellationToken)
    {
        var definitions = await _schema.ListIndexesAsync(collection, cancellationToken);
        var sizes = (await _schema.ReadStatisticsAsync(collection, cancellationToken))?.GetValue("indexSizes", new BsonDocument()).AsBsonDocument ?? [];
        using var cursor = await database.GetCollection<BsonDocument>(collection).AggregateAsync<BsonDocument>(new BsonDocument[] { new("$indexStats", new BsonDocument()) }, cancellationToken: cancellationToken);
        // A sharded cluster answers once for each shard.
        var statistics = (await cursor.ToListAsync(cancellationToken)).ToLookup(x => x["name"].AsString, x => x["accesses"].AsBsonDocument);
        return definitions.OrderBy(x => x["name"].AsString, StringComparer.Ordinal).Select(x =>
        {
            var name = x["name"].AsString;
            var uses = statistics[name].ToList();
            return new IndexUsage(
                collection,
                name,
                x,
                sizes.TryGetValue(name, out var size) ? size.ToInt64() : null,
                uses.Count == 0 ? null : uses.Sum(y => y["ops"].ToInt64()),
                uses.Count == 0 ? null : uses.Min(y => y["since"].ToUniversalTime()));
        });
    }
}
