using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Expiry;

public class ExpiryTests
{
    private static readonly DateTime s_now = new(2026, 5, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Documents_go_when_their_time_is_over_and_others_stay()
    {
        var time = new ShiftedTime(s_now);
        await using var server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { ExpiryInterval = TimeSpan.FromMilliseconds(20), Time = time });
        using var client = new MongoClient(server.ConnectionString);
        var database = client.GetDatabase("d");
        await database.RunAsync("""
            {createIndexes: 'c', indexes: [
                {key: {up: 1}, name: 'up', expireAfterSeconds: 60}, {key: {down: -1}, name: 'down', expireAfterSeconds: 60},
                {key: {part: 1}, name: 'part', expireAfterSeconds: 60, partialFilterExpression: {goes: true}}]}
            """);
        var past = new BsonDateTime(s_now.AddSeconds(-30));
        var future = new BsonDateTime(s_now.AddSeconds(600));
        var collection = database.GetCollection<BsonDocument>("c");
        await collection.InsertManyAsync(
        [
            new() { { "_id", "up" }, { "up", past } },
            new() { { "_id", "up array" }, { "up", new BsonArray { future, "x", past } } },
            new() { { "_id", "before Christ" }, { "up", new BsonDateTime(-99_000_000_000_000) } },
            new() { { "_id", "down" }, { "down", past } },
            new() { { "_id", "down array" }, { "down", new BsonArray { future, past } } },
            new() { { "_id", "part" }, { "part", past }, { "goes", true } },
            new() { { "_id", "stays 1" }, { "up", future }, { "down", future } },
            new() { { "_id", "stays 2" }, { "part", past } },
            new() { { "_id", "stays 3" }, { "up", "text" }, { "down", BsonNull.Value } },
            new() { { "_id", "stays 4" }, { "up", 1 }, { "down", new BsonTimestamp(1, 1) } },
        ]);
        await UntilAsync(collection, count => count == 9);

        time.Now = s_now.AddSeconds(31);
        await UntilAsync(collection, count => count == 4);

        Assert.All(await collection.Find("{}").ToListAsync(), x => Assert.StartsWith("stays", x["_id"].AsString, StringComparison.Ordinal));
        time.Now = s_now.AddSeconds(700);
        await UntilAsync(collection, count => count == 3);
    }

    [Fact]
    public async Task A_document_that_a_transaction_has_goes_when_it_has_ended()
    {
        var time = new ShiftedTime(s_now);
        await using var server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { ExpiryInterval = TimeSpan.FromMilliseconds(20), Time = time });
        using var client = new MongoClient(server.ConnectionString);
        var collection = client.GetDatabase("d").GetCollection<BsonDocument>("c");
        await collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{t: 1}", new CreateIndexOptions { ExpireAfter = TimeSpan.FromSeconds(30) }));
        await collection.InsertManyAsync(Enumerable.Range(0, 3500).Select(x => new BsonDocument { { "_id", x }, { "t", s_now.AddMilliseconds(x) } }));
        using var session = await client.StartSessionAsync();
        session.StartTransaction();
        await collection.UpdateManyAsync(session, "{_id: {$lt: 1200}}", "{$set: {mine: true}}");

        time.Now = s_now.AddSeconds(50);
        await UntilAsync(collection, count => count == 1200);
        await session.AbortTransactionAsync();

        await UntilAsync(collection, count => count == 0);
    }

    [Fact]
    public async Task A_transaction_that_is_open_too_long_is_aborted()
    {
        var time = new ShiftedTime(s_now);
        await using var server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { Time = time });
        using var client = new MongoClient(server.ConnectionString);
        var collection = client.GetDatabase("d").GetCollection<BsonDocument>("c");
        await collection.InsertOneAsync(new BsonDocument("_id", 1));
        using var session = await client.StartSessionAsync();
        session.StartTransaction();
        await collection.UpdateOneAsync(session, "{_id: 1}", "{$set: {a: 1}}");

        time.Now = s_now.AddSeconds(61);
        await collection.UpdateOneAsync("{_id: 1}", "{$set: {a: 2}}");

        var failure = await Assert.ThrowsAnyAsync<MongoCommandException>(() => session.CommitTransactionAsync());
        Assert.Equal("NoSuchTransaction", failure.CodeName);
        Assert.Equal(2, (await collection.Find("{}").SingleAsync())["a"]);
    }

    private static async Task UntilAsync(IMongoCollection<BsonDocument> collection, Func<long, bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds(await collection.CountDocumentsAsync("{}", cancellationToken: limit.Token)))
            await Task.Yield();
    }

    /// <summary>The system's clock with another date; timers run as ever.</summary>
    private sealed class ShiftedTime(DateTime now) : TimeProvider
    {
        public DateTime Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
