using AgentKit.Migrations;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Migrations;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Sources;

namespace AgentKit.Server.Tests;

/// <summary>
/// Databases with AgentKit's schema, each with a random name, on one server for the whole run: a real one where <c>PIPELINE_TEST_MONGODB_URI</c>
/// names it, the embedded one, in memory, otherwise. The migrations run once; what they made is copied.
/// </summary>
internal static class TestDatabases
{
    private static readonly Lazy<Task<string>> ConnectionString = new(async () =>
        Environment.GetEnvironmentVariable("PIPELINE_TEST_MONGODB_URI") ?? (await EmbeddedMongoServer.StartAsync()).ConnectionString);

    private static readonly Lazy<Task<IReadOnlyList<CollectionCopy>>> Migrated = new(async () =>
    {
        var database = await EmptyAsync();
        await MigrateAsync(database, MigrationRequest.Up());
        var copies = new List<CollectionCopy>();
        foreach (var collection in await (await database.ListCollectionsAsync()).ToListAsync())
        {
            var name = collection["name"].AsString;
            var indexes = await (await database.GetCollection<BsonDocument>(name).Indexes.ListAsync()).ToListAsync();
            var documents = await database.GetCollection<BsonDocument>(name).Find(new BsonDocument()).ToListAsync();
            copies.Add(new CollectionCopy(name, collection["options"].AsBsonDocument, [.. indexes.Where(x => x["name"] != "_id_")], documents));
        }

        await database.Client.DropDatabaseAsync(database.DatabaseNamespace.DatabaseName);
        return copies;
    });

    public static Task<string> ServerAsync() => ConnectionString.Value;

    /// <summary>A database with the newest schema.</summary>
    public static async Task<IMongoDatabase> NewAsync()
    {
        var database = await EmptyAsync();
        foreach (var copy in await Migrated.Value)
        {
            await database.RunCommandAsync<BsonDocument>(new BsonDocument("create", copy.Name).Merge(copy.Options));
            if (copy.Indexes.Count > 0)
                await database.RunCommandAsync<BsonDocument>(new BsonDocument { { "createIndexes", copy.Name }, { "indexes", new BsonArray(copy.Indexes) } });
            if (copy.Documents.Count > 0)
                await database.GetCollection<BsonDocument>(copy.Name).InsertManyAsync(copy.Documents);
        }

        return database;
    }

    /// <summary>A database without anything.</summary>
    public static async Task<IMongoDatabase> EmptyAsync() => new MongoClient(await ServerAsync()).GetDatabase($"agentkit_test_{Guid.NewGuid():n}");

    public static Task MigrateAsync(IMongoDatabase database, MigrationRequest request) =>
        Migrator.Create(database, MigrationSet.FromAssembly(typeof(AgentKitQueries).Assembly)).RunAsync(request);

    private sealed record CollectionCopy(string Name, BsonDocument Options, IReadOnlyList<BsonDocument> Indexes, IReadOnlyList<BsonDocument> Documents);
}
