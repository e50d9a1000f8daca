using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Tests;

namespace Pipeline.Embedded.MongoDB.Tests.Journaling;

/// <summary>The data directory's file system has no room left.</summary>
public class FullDiskTests
{
    [FullDiskFact]
    public async Task A_write_that_finds_no_room_is_refused_and_what_was_acknowledged_stays()
    {
        var directory = Directory.CreateTempSubdirectory("full-disk-").FullName;
        using (var disk = TinyDisk.TryMount(directory, 512))
        {
            var options = new EmbeddedMongoServerOptions { DataDirectory = directory };
            List<int> acknowledged = [];
            await using (var server = await EmbeddedMongoServer.StartAsync(options))
            {
                using var client = new MongoClient(server.ConnectionString);
                var collection = client.GetDatabase("test").GetCollection<BsonDocument>("c");

                var refusal = await Assert.ThrowsAsync<MongoCommandException>(async () =>
                {
                    for (var i = 0; i < 1_000; i++)
                    {
                        await collection.InsertOneAsync(Document(i));
                        acknowledged.Add(i);
                    }
                });

                Assert.Equal((14031, "OutOfDiskSpace"), (refusal.Code, refusal.CodeName));
                Assert.InRange(acknowledged.Count, 10, 999);
                Assert.Equal(acknowledged, await IdsAsync(collection));

                disk!.Grow(4_096);
                await collection.InsertOneAsync(Document(1_000));
                acknowledged.Add(1_000);
            }

            await using var again = await EmbeddedMongoServer.StartAsync(options);
            using var second = new MongoClient(again.ConnectionString);
            Assert.Equal(acknowledged, await IdsAsync(second.GetDatabase("test").GetCollection<BsonDocument>("c")));
        }

        Directory.Delete(directory);
    }

    private static BsonDocument Document(int id) => new() { { "_id", id }, { "text", new string('x', 2_000) } };

    private static async Task<IEnumerable<int>> IdsAsync(IMongoCollection<BsonDocument> collection) =>
        (await collection.Find(new BsonDocument()).Sort("{ _id: 1 }").ToListAsync()).Select(x => x["_id"].AsInt32);
}
