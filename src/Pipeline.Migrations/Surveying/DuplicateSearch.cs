using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Authoring.Schemas;

namespace Pipeline.Migrations.Surveying;

/// <summary>Finds keys that would break a unique index, as the index would see them: arrays count by element, a missing field as null.</summary>
internal static class DuplicateSearch
{
    public static async Task<IReadOnlyList<string>> RunAsync(IMongoCollection<BsonDocument> collection, IndexDefinition index, int examples, CancellationToken cancellationToken)
    {
        var fields = index.Keys.Names.ToList();
        var aggregate = new AggregateOptions { AllowDiskUse = true, Collation = index.Collation is null ? null : Collation.FromBsonDocument(index.Collation) };
        var groups = await collection.Aggregate<BsonDocument>(Stages(index, fields, examples), aggregate, cancellationToken).ToListAsync(cancellationToken);
        return [.. groups.Select(x => $"{Key(fields, x["_id"].AsBsonDocument)} in {x["documents"]} documents")];
    }

    private static BsonDocument[] Stages(IndexDefinition index, IReadOnlyList<string> fields, int examples)
    {
        var stages = new List<BsonDocument>();
        if (index.PartialFilter is { } partial)
            stages.Add(new BsonDocument("$match", partial));
        if (index.IsSparse)
            stages.Add(new BsonDocument("$match", new BsonDocument("$or", new BsonArray(fields.Select(x => new BsonDocument(x, new BsonDocument("$exists", true)))))));
        stages.AddRange(fields.SelectMany(Prefixes).Distinct().Select(x => new BsonDocument("$unwind", new BsonDocument { { "path", "$" + x }, { "preserveNullAndEmptyArrays", true } })));

        // Field names with dots can't be keys of a group, so they go by number. A document counts once for a key that it has twice.
        var key = new BsonDocument(fields.Select((x, i) => new BsonElement($"k{i}", new BsonDocument("$ifNull", new BsonArray { "$" + x, BsonNull.Value }))));
        stages.Add(new BsonDocument("$group", new BsonDocument("_id", new BsonDocument { { "key", key }, { "document", "$_id" } })));
        stages.Add(new BsonDocument("$group", new BsonDocument { { "_id", "$_id.key" }, { "documents", new BsonDocument("$sum", 1) } }));
        stages.Add(new BsonDocument("$match", new BsonDocument("documents", new BsonDocument("$gt", 1))));
        stages.Add(new BsonDocument("$sort", new BsonDocument { { "documents", -1 }, { "_id", 1 } }));
        stages.Add(new BsonDocument("$limit", examples));
        return [.. stages];
    }

    private static IEnumerable<string> Prefixes(string path)
    {
        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = path.IndexOf('.', dot + 1))
            yield return path[..dot];
        yield return path;
    }

    private static string Key(IReadOnlyList<string> fields, BsonDocument key) =>
        $"{{ {string.Join(", ", fields.Select((x, i) => $"{x}: {key.GetValue($"k{i}", BsonNull.Value)}"))} }}";
}
