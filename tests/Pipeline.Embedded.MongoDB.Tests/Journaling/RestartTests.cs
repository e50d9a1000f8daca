using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Journaling;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Tests.Journaling;

/// <summary>What a server knows after a restart.</summary>
public class RestartTests
{
    [Fact]
    public async Task Documents_indexes_options_users_and_images_are_as_they_were()
    {
        await using var server = await DurableServer.StartAsync();
        await WriteAllKindsAsync(server);
        var before = await DescribeAsync(server);

        await server.RestartAsync();
        Assert.Equal(before, await DescribeAsync(server));
    }

    [Fact]
    public async Task A_checkpoint_and_what_came_after_it_give_what_was()
    {
        await using var server = await DurableServer.StartAsync();
        await WriteAllKindsAsync(server);
        await server.CloseAsync();
        string[] before;
        await using (var store = Open(server, checkpointAfterBytes: 1))
        {
            await StoreDirectory.WriteAsync(store, 1);
            before = StoreDirectory.Describe(store);
        }

        Assert.Single(Directory.GetFiles(server.DataDirectory, "checkpoint-*.bson"));
        await using (var store = Open(server, long.MaxValue))
            Assert.Equal(before, StoreDirectory.Describe(store));
        await server.RestartAsync();
    }

    private static Store Open(DurableServer server, long checkpointAfterBytes) =>
        Store.Open(new StoreOptions { DataDirectory = server.DataDirectory, Sync = JournalSync.OnRequest, CheckpointAfterBytes = checkpointAfterBytes }, TimeProvider.System);

    private static async Task<string[]> DescribeAsync(DurableServer server)
    {
        await server.CloseAsync();
        await using var store = Open(server, long.MaxValue);
        return StoreDirectory.Describe(store);
    }

    private static async Task WriteAllKindsAsync(DurableServer server)
    {
        var database = server.Database;
        await database.RunAsync("{create: 'c', changeStreamPreAndPostImages: {enabled: true}}");
        await database.RunAsync("{create: 'capped', capped: true, size: 4096, max: 5}");
        await database.RunAsync("{create: 'clustered', clusteredIndex: {key: {_id: 1}, unique: true}}");
        await database.RunAsync("{create: 'view', viewOn: 'c', pipeline: [{$match: {a: 1}}]}");
        await database.RunAsync("{create: 'checked', validator: {a: {$type: 'int'}}, collation: {locale: 'en', strength: 2}}");
        await database.RunAsync("{createIndexes: 'c', indexes: [{key: {a: 1, b: -1}, name: 'ab'}, {key: {u: 1}, name: 'u', unique: true, sparse: true}, {key: {t: 1}, name: 't', expireAfterSeconds: 100000}, {key: {s: 1}, name: 's', partialFilterExpression: {a: {$gt: 1}}, collation: {locale: 'fr'}}]}");
        var collection = database.GetCollection<BsonDocument>("c");
        await collection.InsertManyAsync(Enumerable.Range(0, 50).Select(x => new BsonDocument { { "_id", x }, { "a", x % 3 }, { "b", new BsonArray { x, "y" } }, { "u", x }, { "t", DateTime.UtcNow } }));
        await collection.UpdateManyAsync("{a: 1}", "{$set: {s: 'é'}, $push: {b: {$each: [1, 2], $slice: -3}}, $unset: {t: 1}}");
        await collection.ReplaceOneAsync("{_id: 3}", new BsonDocument("new", true));
        await collection.DeleteManyAsync("{_id: {$gt: 40}}");
        await collection.UpdateOneAsync("{_id: 'up'}", "{$inc: {n: 1}}", new UpdateOptions { IsUpsert = true });
        await database.GetCollection<BsonDocument>("capped").InsertManyAsync(Enumerable.Range(0, 20).Select(x => new BsonDocument("_id", x)));
        await database.GetCollection<BsonDocument>("clustered").InsertManyAsync(new[] { 5, 3, 9 }.Select(x => new BsonDocument("_id", x)));
        await database.RunAsync("{collMod: 'checked', validationAction: 'warn'}");
        await database.RunAsync("{collMod: 'c', index: {name: 't', expireAfterSeconds: 200000}}");
        await database.RunAsync("{dropIndexes: 'c', index: 's'}");
        await database.RunAsync("{create: 'gone'}");
        await database.DropCollectionAsync("gone");
        await database.RunAsync("{create: 'old'}");
        await server.Client.GetDatabase("admin").RunAsync("{renameCollection: 'test.old', to: 'test.renamed'}");
        await server.Client.GetDatabase("admin").RunAsync("{createUser: 'u', pwd: 'p', roles: ['readAnyDatabase']}");
        using var session = await server.Client.StartSessionAsync();
        session.StartTransaction();
        await collection.InsertOneAsync(session, new BsonDocument("_id", 100));
        await collection.UpdateOneAsync(session, "{_id: 1}", "{$set: {deep: {a: [1, {b: 2}]}}}");
        await database.GetCollection<BsonDocument>("made").InsertOneAsync(session, new BsonDocument("_id", 1));
        await session.CommitTransactionAsync();
        await collection.FindOneAndUpdateAsync("{_id: 2}", "{$set: {z: 1}}");
    }
}
