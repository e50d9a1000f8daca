using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Tests.Wire;

public sealed class LoadTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly IMongoDatabase _database = server.Database();

    [Fact]
    public async Task Two_hundred_clients_are_served_at_once()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => RawClient.ConnectAsync(server.Server)));
        try
        {
            var replies = await Task.WhenAll(clients.Select((x, i) => x.RunAsync($"{{ insert: 'c', documents: [{{ _id: {i} }}], $db: '{Name}' }}")));

            Assert.All(replies, x => Assert.Equal(1, x["n"].AsInt32));
            Assert.Equal(200, await _database.GetCollection<BsonDocument>("c").CountDocumentsAsync("{}"));
        }
        finally
        {
            foreach (var client in clients)
                client.Dispose();
        }
    }

    [Fact]
    public async Task A_command_ends_with_the_client_that_waits_for_it()
    {
        var collection = _database.GetCollection<BsonDocument>("c");
        await _database.CreateCollectionAsync("c");
        using var session = await server.Client.StartSessionAsync();
        session.StartTransaction();
        await collection.InsertOneAsync(session, new BsonDocument("_id", 1));
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync(RawMessage.Of($"{{ insert: 'c', documents: [{{ _id: 1 }}], $db: '{Name}' }}").ToBytes(1));
        client.StopSending();
        var reply = await client.MessageAsync();
        await session.AbortTransactionAsync();

        Assert.Null(reply);
        await collection.InsertOneAsync(new BsonDocument("_id", 2));
        Assert.Equal([2], (await collection.Find("{}").ToListAsync()).Select(x => x["_id"].AsInt32));
    }

    [Fact]
    public async Task A_server_stops_while_clients_wait()
    {
        await using var own = await EmbeddedMongoServer.StartAsync();
        using var waiting = await RawClient.ConnectAsync(own);
        using var idle = await RawClient.ConnectAsync(own);
        using var halfway = await RawClient.ConnectAsync(own);
        var known = (await waiting.RunAsync("{ hello: 1, $db: 'admin' }"))["topologyVersion"];
        await waiting.SendAsync(RawMessage.Of(new BsonDocument { { "hello", 1 }, { "topologyVersion", known }, { "maxAwaitTimeMS", 3_600_000 }, { "$db", "admin" } }).ToBytes(2));
        await halfway.SendAsync([100, 0, 0]);

        await own.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Null(await waiting.MessageAsync());
        Assert.Null(await idle.MessageAsync());
        Assert.Null(await halfway.MessageAsync());
    }

    [Fact]
    public async Task A_batch_has_a_hundred_thousand_documents_and_not_one_more()
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        BsonDocument[] documents = [.. Enumerable.Range(0, 100_001).Select(x => new BsonDocument("_id", x))];
        var insert = RawMessage.Of($"{{ insert: 'c', $db: '{Name}' }}");

        var most = await client.RunAsync(insert.With("documents", documents[..100_000]));
        var more = await client.RunAsync(insert.With("documents", documents));

        Assert.Equal(100_000, most["n"].AsInt32);
        Assert.Equal((16, "InvalidLength", "Write batch sizes must be between 1 and 100000. Got 100001 operations."), (more["code"].AsInt32, more["codeName"].AsString, more["errmsg"].AsString));
        Assert.Equal(100_000, await _database.GetCollection<BsonDocument>("c").CountDocumentsAsync("{}"));
    }

    [Fact]
    public async Task A_batch_of_tiny_documents_is_not_larger_than_a_document_may_be()
    {
        var collection = _database.GetCollection<BsonDocument>("c");
        foreach (var part in Enumerable.Range(0, 900_000).Chunk(100_000))
            await collection.InsertManyAsync(part.Select(x => new BsonDocument("_id", x)));
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync(RawMessage.Of($"{{ find: 'c', batchSize: 1000000, $db: '{Name}' }}").ToBytes(1));
        var (header, bytes) = (await client.MessageAsync())!.Value;

        Assert.InRange(header.Length, 8_000_000, 16 * 1024 * 1024 + (16 * 1024));
        Assert.NotEqual(0, Documents.Decode(bytes.AsMemory(5))["cursor"]["id"].AsInt64);
    }

    [Fact]
    public async Task A_document_of_more_than_16_MiB_is_refused_and_one_of_16_MiB_is_not()
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        var insert = RawMessage.Of($"{{ insert: 'c', $db: '{Name}' }}");

        var fits = await client.RunAsync(insert.With("documents", Sized(16 * 1024 * 1024)));
        var large = await client.RunAsync(insert.With("documents", Sized((16 * 1024 * 1024) + 1)));
        var huge = await client.RunAsync(insert.With("documents", Sized((16 * 1024 * 1024) + (16 * 1024) + 1)));

        Assert.Equal(1, fits["n"].AsInt32);
        Assert.Equal((0, 10334), (large["n"].AsInt32, large["writeErrors"][0]["code"].AsInt32));
        Assert.StartsWith("object to insert too large. size in bytes: 16777217, max size: 16777216", large["writeErrors"][0]["errmsg"].AsString, StringComparison.Ordinal);
        Assert.Equal((0.0, 10334, "BSONObjectTooLarge"), (huge["ok"].AsDouble, huge["code"].AsInt32, huge["codeName"].AsString));
        Assert.StartsWith("BSONObj size: 16793601 (0x1004001) is invalid. Size must be between 0 and 16793600(16MB)", huge["errmsg"].AsString, StringComparison.Ordinal);
    }

    private string Name => _database.DatabaseNamespace.DatabaseName;

    private static BsonDocument Sized(int bytes)
    {
        var document = new BsonDocument { { "_id", 1 }, { "x", "" } };
        document["x"] = new string('x', bytes - document.ToBson().Length);
        return document;
    }
}
