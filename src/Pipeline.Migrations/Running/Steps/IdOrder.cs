using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Authoring.Batches;

namespace Pipeline.Migrations.Running.Steps;

/// <summary>
/// Reads a collection in the order of <c>_id</c>, a batch at a time. <c>$gt</c> compares within one type only, so where ids of one type end,
/// those of the types that sort after it follow (BSON's comparison order).
/// </summary>
internal sealed class IdOrder(IClientSessionHandle session, IMongoCollection<BsonDocument> collection, BatchChange change)
{
    private static readonly string[][] s_types =
    [
        ["minKey"], ["null", "undefined"], ["number"], ["string", "symbol"], ["object"], ["array"], ["binData"],
        ["objectId"], ["bool"], ["date"], ["timestamp"], ["regex"], ["maxKey"],
    ];

    public async Task<IReadOnlyList<BsonDocument>> NextAsync(BsonValue? after, CancellationToken cancellationToken)
    {
        if (after is null)
            return await FindAsync(change.Filter, change.BatchSize, cancellationToken);

        var documents = await FindAsync(And(new BsonDocument("_id", new BsonDocument("$gt", after))), change.BatchSize, cancellationToken);
        if (documents.Count == change.BatchSize)
            return documents;
        var last = documents.Count == 0 ? after : documents[^1]["_id"];
        var later = s_types[(Rank(last.BsonType) + 1)..].SelectMany(x => x).ToList();
        if (later.Count > 0)
            documents.AddRange(await FindAsync(And(new BsonDocument("_id", new BsonDocument("$type", new BsonArray(later)))), change.BatchSize - documents.Count, cancellationToken));
        return documents;
    }

    private Task<List<BsonDocument>> FindAsync(BsonDocument filter, int limit, CancellationToken cancellationToken) => collection
        .Find(session, filter, new FindOptions { BatchSize = limit + 1 })
        .Sort(new BsonDocument("_id", 1))
        .Limit(limit)
        .Project<BsonDocument>(change.Transform is null ? new BsonDocument("_id", 1) : new BsonDocument())
        .ToListAsync(cancellationToken);

    private BsonDocument And(BsonDocument ids) => change.Filter.ElementCount == 0 ? ids : new BsonDocument("$and", new BsonArray { change.Filter, ids });

    private static int Rank(BsonType type) => type switch
    {
        BsonType.MinKey => 0,
        BsonType.Null or BsonType.Undefined => 1,
        BsonType.Int32 or BsonType.Int64 or BsonType.Double or BsonType.Decimal128 => 2,
        BsonType.String or BsonType.Symbol => 3,
        BsonType.Document => 4,
        BsonType.Array => 5,
        BsonType.Binary => 6,
        BsonType.ObjectId => 7,
        BsonType.Boolean => 8,
        BsonType.DateTime => 9,
        BsonType.Timestamp => 10,
        BsonType.RegularExpression => 11,
        _ => 12,
    };
}
