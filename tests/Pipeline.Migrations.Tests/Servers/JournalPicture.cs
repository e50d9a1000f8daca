using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Migrations.Testing;

namespace Pipeline.Migrations.Tests.Servers;

/// <summary>Everything that a run leaves behind, with what differs from run to run (times, run numbers, processes, made-up ids) by its kind only.</summary>
internal static class JournalPicture
{
    public static async Task<IReadOnlyList<string>> TakeAsync(TestDatabase database)
    {
        var lines = new List<string>();
        foreach (var document in await database["_migrations"].Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync())
            lines.Add($"journal {Masked(document)}");
        foreach (var collection in await (await database.Database.ListCollectionNamesAsync()).ToListAsync())
        {
            if (!collection.StartsWith('_'))
                lines.AddRange((await database[collection].Find(new BsonDocument()).ToListAsync()).Select(x => $"{collection} {Masked(x)}"));
        }

        var schema = await SchemaSnapshot.ReadAsync(database.Database);
        lines.Sort(StringComparer.Ordinal);
        return [.. lines, .. SchemaSnapshot.Empty.DifferencesTo(schema)];
    }

    private static BsonValue Masked(BsonValue value) => value switch
    {
        BsonDocument document => new BsonDocument(document.OrderBy(x => x.Name, StringComparer.Ordinal).Select(x => new BsonElement(x.Name, x.Name is "run" or "pid" or "durationMs" ? "number" : Masked(x.Value)))),
        BsonArray array => new BsonArray(array.Select(Masked)),
        BsonDateTime => "time",
        BsonObjectId id when id.Value != new ObjectId("65f000000000000000000001") => "id",
        _ => value,
    };
}
