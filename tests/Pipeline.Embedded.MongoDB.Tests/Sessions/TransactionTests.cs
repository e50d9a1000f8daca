using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Sessions;

public class TransactionTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_transaction_reads_what_was_there_when_it_began_and_what_it_wrote()
    {
        var collection = await CollectionAsync("{_id: 1, n: 1}", "{_id: 2, n: 1}");
        using var session = Begin();
        Assert.Equal(1, (await OneAsync(collection, session, 1))["n"]);

        await collection.UpdateOneAsync("{_id: 1}", "{$set: {n: 5}}");
        await collection.InsertOneAsync(new BsonDocument("_id", 3));
        await collection.UpdateOneAsync(session, "{_id: 2}", "{$set: {n: 7}}");
        await collection.InsertOneAsync(session, new BsonDocument("_id", 4));

        Assert.Equal(1, (await OneAsync(collection, session, 1))["n"]);
        Assert.Equal(7, (await OneAsync(collection, session, 2))["n"]);
        Assert.Equal([1, 2, 4], (await collection.Find(session, "{}").SortBy(x => x["_id"]).ToListAsync()).Select(x => x["_id"].AsInt32));
        Assert.Equal([1, 2, 3], (await collection.Find("{}").SortBy(x => x["_id"]).ToListAsync()).Select(x => x["_id"].AsInt32));
        Assert.Equal(1, (await collection.Find("{_id: 2}").SingleAsync())["n"]);
        await session.CommitTransactionAsync();
        Assert.Equal([1, 2, 3, 4], (await collection.Find("{}").SortBy(x => x["_id"]).ToListAsync()).Select(x => x["_id"].AsInt32));
    }

    [Fact]
    public async Task What_was_aborted_was_never_there()
    {
        var collection = await CollectionAsync("{_id: 1, n: 1}");
        using var session = Begin();
        await collection.UpdateOneAsync(session, "{_id: 1}", "{$set: {n: 2}}");
        await collection.InsertOneAsync(session, new BsonDocument("_id", 2));

        await session.AbortTransactionAsync();

        Assert.Equal("{_id: 1, n: 1}".Parsed(), await collection.Find("{}").SingleAsync());
        await collection.InsertOneAsync(new BsonDocument("_id", 2));
    }

    [Fact]
    public async Task The_second_to_write_a_document_gets_a_write_conflict()
    {
        var collection = await CollectionAsync("{_id: 1}", "{_id: 2}");
        using var first = Begin();
        using var second = Begin();
        await collection.UpdateOneAsync(first, "{_id: 1}", "{$set: {by: 1}}");

        var conflict = await Assert.ThrowsAnyAsync<MongoCommandException>(() => collection.UpdateOneAsync(second, "{_id: 1}", "{$set: {by: 2}}"));

        Assert.Equal("WriteConflict", conflict.CodeName);
        Assert.True(conflict.HasErrorLabel("TransientTransactionError"));
        await first.CommitTransactionAsync();
        Assert.Equal(1, (await collection.Find("{_id: 1}").SingleAsync())["by"]);
    }

    [Fact]
    public async Task A_document_that_changed_after_the_snapshot_conflicts()
    {
        var collection = await CollectionAsync("{_id: 1}", "{_id: 2}");
        using var session = Begin();
        await OneAsync(collection, session, 2);
        await collection.UpdateOneAsync("{_id: 1}", "{$set: {by: 'plain'}}");

        var conflict = await Assert.ThrowsAnyAsync<MongoCommandException>(() => collection.DeleteOneAsync(session, "{_id: 1}"));

        Assert.Equal("WriteConflict", conflict.CodeName);
    }

    [Theory]
    [InlineData("{update: 'c', updates: [{q: {_id: 1}, u: {$set: {by: 'plain'}}}], maxTimeMS: 200}")]
    [InlineData("{delete: 'c', deletes: [{q: {_id: 1}, limit: 1}], maxTimeMS: 200}")]
    [InlineData("{insert: 'c', documents: [{_id: 9}], maxTimeMS: 200}")]
    [InlineData("{findAndModify: 'c', query: {_id: 1}, update: {$set: {by: 'plain'}}, maxTimeMS: 200}")]
    [InlineData("{drop: 'c', maxTimeMS: 200}")]
    public async Task A_plain_write_waits_for_the_transaction_and_no_longer_than_it_may(string command)
    {
        var collection = await CollectionAsync("{_id: 1}");
        using var session = Begin();
        await collection.UpdateOneAsync(session, "{_id: 1}", "{$set: {by: 'transaction'}}");
        await collection.InsertOneAsync(session, new BsonDocument("_id", 9));

        await Assert.ThrowsAnyAsync<MongoExecutionTimeoutException>(() => collection.Database.RunAsync(command));

        var waiting = collection.Database.RunAsync(command.Replace("maxTimeMS: 200", "maxTimeMS: 60000", StringComparison.Ordinal));
        Assert.False(waiting.IsCompleted);
        await session.AbortTransactionAsync();
        Assert.Equal(1, (await waiting)["ok"].ToInt32());
    }

    [Fact]
    public async Task A_unique_key_belongs_to_one_transaction()
    {
        var collection = await CollectionAsync("{_id: 1, u: 1}");
        await collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{u: 1}", new CreateIndexOptions { Unique = true }));
        using var first = Begin();
        using var second = Begin();
        using var third = Begin();
        await collection.InsertOneAsync(first, "{_id: 2, u: 2}".Parsed());
        await OneAsync(collection, third, 1);

        Assert.Equal("WriteConflict", (await Assert.ThrowsAnyAsync<MongoCommandException>(() => collection.InsertOneAsync(second, "{_id: 3, u: 2}".Parsed()))).CodeName);
        await first.CommitTransactionAsync();
        Assert.Equal("WriteConflict", (await Assert.ThrowsAnyAsync<MongoCommandException>(() => collection.InsertOneAsync(third, "{_id: 4, u: 2}".Parsed()))).CodeName);
        using var fourth = Begin();
        var duplicate = await Assert.ThrowsAnyAsync<MongoWriteException>(() => collection.InsertOneAsync(fourth, "{_id: 5, u: 2}".Parsed()));
        Assert.Equal(11000, duplicate.WriteError.Code);
    }

    [Fact]
    public async Task A_transaction_may_give_a_unique_key_up_and_take_it_again()
    {
        var collection = await CollectionAsync("{_id: 1, u: 1}");
        await collection.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{u: 1}", new CreateIndexOptions { Unique = true }));
        using var session = Begin();

        await collection.DeleteOneAsync(session, "{_id: 1}");
        await collection.InsertOneAsync(session, "{_id: 2, u: 1}".Parsed());
        await collection.UpdateOneAsync(session, "{_id: 2}", "{$set: {u: 2}}");
        await collection.InsertOneAsync(session, "{_id: 1, u: 1}".Parsed());
        await session.CommitTransactionAsync();

        Assert.Equal(2, await collection.CountDocumentsAsync("{u: {$in: [1, 2]}}"));
    }

    [Fact]
    public async Task Write_skew_is_allowed()
    {
        var collection = await CollectionAsync("{_id: 1, on: true}", "{_id: 2, on: true}");
        using var first = Begin();
        using var second = Begin();
        Assert.Equal(2, await collection.CountDocumentsAsync(first, "{on: true}"));
        Assert.Equal(2, await collection.CountDocumentsAsync(second, "{on: true}"));

        await collection.UpdateOneAsync(first, "{_id: 1}", "{$set: {on: false}}");
        await collection.UpdateOneAsync(second, "{_id: 2}", "{$set: {on: false}}");
        await first.CommitTransactionAsync();
        await second.CommitTransactionAsync();

        Assert.Equal(0, await collection.CountDocumentsAsync("{on: true}"));
    }

    [Fact]
    public async Task A_collection_and_an_index_can_be_made_in_a_transaction()
    {
        var database = server.Database();
        using var session = Begin();

        await database.CreateCollectionAsync(session, "made");
        var made = database.GetCollection<BsonDocument>("made");
        await made.Indexes.CreateOneAsync(session, new CreateIndexModel<BsonDocument>("{a: 1}"));
        await made.InsertOneAsync(session, "{_id: 1, a: 1}".Parsed());
        Assert.Empty(await (await database.ListCollectionNamesAsync()).ToListAsync());
        await session.CommitTransactionAsync();

        Assert.Equal(2, (await (await made.Indexes.ListAsync()).ToListAsync()).Count);
        Assert.Equal(1, await made.CountDocumentsAsync("{a: 1}"));
    }

    [Fact]
    public async Task A_commit_may_be_sent_twice_but_not_after_an_abort()
    {
        var collection = await CollectionAsync("{_id: 1}");
        using var session = Begin();
        await collection.InsertOneAsync(session, "{_id: 2}".Parsed());
        await session.CommitTransactionAsync();
        await session.CommitTransactionAsync();
        Assert.Equal(2, await collection.CountDocumentsAsync("{}"));

        session.StartTransaction();
        await Assert.ThrowsAnyAsync<MongoException>(() => collection.InsertOneAsync(session, "{_id: 2}".Parsed()));
        var gone = await Assert.ThrowsAnyAsync<MongoCommandException>(() => session.CommitTransactionAsync());
        Assert.Equal("NoSuchTransaction", gone.CodeName);
    }

    [Fact]
    public async Task A_transaction_of_more_than_16_MiB_is_several_entries_and_one_change()
    {
        var collection = await CollectionAsync("{_id: 'before'}");
        using var session = Begin();
        var text = new string('x', 1024 * 1024);

        for (var i = 0; i < 40; i++)
            await collection.InsertOneAsync(session, new BsonDocument { { "_id", i }, { "text", text } });
        await session.CommitTransactionAsync();

        Assert.Equal(41, await collection.CountDocumentsAsync("{}"));
        var entries = await server.Client.GetDatabase("local").GetCollection<BsonDocument>("oplog.rs")
            .Find(new BsonDocument { { "o.applyOps.0.ns", $"{collection.CollectionNamespace}" } }).Project("{'o.applyOps': 0}").Sort("{ts: 1}").ToListAsync();
        Assert.Equal([true, true, false], entries.Select(x => x["o"].AsBsonDocument.Contains("partialTxn")));
        Assert.Equal(40, entries[^1]["o"]["count"].ToInt32());
        Assert.Equal(entries[0]["ts"], entries[1]["prevOpTime"]["ts"]);
    }

    [Fact]
    public async Task Counters_of_many_clients_end_exact()
    {
        const int Clients = 20;
        const int Each = 15;
        var collection = await CollectionAsync("{_id: 'a', n: 0}", "{_id: 'b', n: 0}");

        await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            using var session = await server.Client.StartSessionAsync();
            for (var i = 0; i < Each; i++)
            {
                await session.WithTransactionAsync(async (x, token) =>
                {
                    var n = (await collection.Find(x, "{_id: 'a'}").SingleAsync(token))["n"].AsInt32;
                    await collection.UpdateOneAsync(x, "{_id: 'a'}", new BsonDocument("$set", new BsonDocument("n", n + 1)), cancellationToken: token);
                    await collection.UpdateOneAsync(x, "{_id: 'b'}", "{$inc: {n: 1}}", cancellationToken: token);
                    return true;
                });
                if (client % 4 == 0)
                    await collection.UpdateOneAsync("{_id: 'b'}", "{$inc: {n: 1}}");
            }
        })));

        Assert.Equal(Clients * Each, (await collection.Find("{_id: 'a'}").SingleAsync())["n"]);
        Assert.Equal((Clients + (Clients / 4)) * Each, (await collection.Find("{_id: 'b'}").SingleAsync())["n"]);
    }

    [Fact]
    public async Task Reads_at_an_earlier_time_see_what_was_there_then()
    {
        var collection = await CollectionAsync("{_id: 1, n: 0}");
        var times = new List<BsonTimestamp>();
        for (var i = 1; i <= 20; i++)
        {
            var reply = await collection.Database.RunAsync($"{{update: 'c', updates: [{{q: {{_id: 1}}, u: {{$set: {{n: {i}}}}}}}]}}");
            times.Add(reply["operationTime"].AsBsonTimestamp);
        }

        for (var i = 1; i <= 20; i++)
        {
            var at = new BsonDocument { { "find", "c" }, { "readConcern", new BsonDocument { { "level", "snapshot" }, { "atClusterTime", times[i - 1] } } } };
            var reply = await collection.Database.RunCommandAsync<BsonDocument>(at);
            Assert.Equal(i, reply["cursor"]["firstBatch"][0]["n"]);
        }

        var old = await collection.Database.FailAsync("{find: 'c', readConcern: {level: 'snapshot', atClusterTime: Timestamp(1, 1)}}");
        Assert.Equal("SnapshotTooOld", old.CodeName);
    }

    private IClientSessionHandle Begin()
    {
        var session = server.Client.StartSession();
        session.StartTransaction();
        return session;
    }

    private static Task<BsonDocument> OneAsync(IMongoCollection<BsonDocument> collection, IClientSessionHandle session, int id) =>
        collection.Find(session, new BsonDocument("_id", id)).SingleAsync();

    private async Task<IMongoCollection<BsonDocument>> CollectionAsync(params string[] documents)
    {
        var collection = server.Database().GetCollection<BsonDocument>("c");
        await collection.InsertManyAsync(documents.Select(x => x.Parsed()));
        return collection;
    }
}
