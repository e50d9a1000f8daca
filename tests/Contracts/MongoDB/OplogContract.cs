using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>What a backup is made of: the oplog, reads of one moment, and doing entries again.</summary>
public abstract class OplogContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    private IMongoCollection<BsonDocument> Oplog => Server.Client.GetDatabase("local").GetCollection<BsonDocument>("oplog.rs");

    [Fact]
    public async Task Writes_are_logged_in_order()
    {
        await InsertAsync("{ _id: 1, a: 1, b: 1 }");
        await Collection.UpdateOneAsync("{ _id: 1 }", "{ $set: { a: 2 }, $unset: { b: 1 } }");
        await Collection.ReplaceOneAsync("{ _id: 1 }", BsonDocument.Parse("{ z: 1 }"));
        await Collection.DeleteOneAsync("{ _id: 1 }");

        var entries = await Oplog.Find(new BsonDocument("ns", $"{Name}.c")).Sort("{ $natural: 1 }").ToListAsync();

        Assert.Equal(["i", "u", "u", "d"], entries.Select(x => x["op"].AsString));
        Equal("{ _id: 1, a: 1, b: 1 }", entries[0]["o"]);
        Equal("{ $v: 2, diff: { d: { b: false }, u: { a: 2 } } }", entries[1]["o"]);
        Equal("{ _id: 1 }", entries[1]["o2"]);
        Equal("{ _id: 1, z: 1 }", entries[2]["o"]);
        Equal("{ _id: 1 }", entries[3]["o"]);
        Assert.Equal(entries.Select(x => x["ts"]).Order(), entries.Select(x => x["ts"]));
        Assert.All(entries, x => Assert.Equal((BsonType.Timestamp, BsonType.Int64, 2L, BsonType.DateTime), (x["ts"].BsonType, x["t"].BsonType, x["v"].ToInt64(), x["wall"].BsonType)));
        var uuid = (await RunAsync("{ listCollections: 1 }"))["cursor"]["firstBatch"][0]["info"]["uuid"];
        Assert.All(entries, x => Assert.Equal(uuid, x["ui"]));
    }

    [Fact]
    public async Task Collections_and_indexes_are_logged_as_commands()
    {
        await RunAsync("{ create: 'c' }");
        await RunAsync("{ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a_1' }] }");
        await RunAsync("{ dropIndexes: 'c', index: 'a_1' }");
        await RunAsync("{ drop: 'c' }");

        var entries = await Oplog.Find(new BsonDocument { { "ns", $"{Name}.$cmd" }, { "op", "c" } }).Sort("{ $natural: 1 }").ToListAsync();

        Assert.Equal(["create", "createIndexes", "dropIndexes", "drop"], entries.Select(x => x["o"].AsBsonDocument.GetElement(0).Name));
        Assert.All(entries.Skip(1), x => Assert.Equal("c", x["o"][0].AsString));
    }

    [Fact]
    public async Task A_transaction_is_one_entry()
    {
        await InsertAsync("{ _id: 1 }");
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction();
        await Collection.InsertOneAsync(session, new BsonDocument("_id", 2));
        await Collection.DeleteOneAsync(session, "{ _id: 1 }");
        await session.CommitTransactionAsync();

        var entry = Assert.Single(await Oplog.Find(new BsonDocument { { "op", "c" }, { "o.applyOps.ns", $"{Name}.c" }, { "txnNumber", new BsonDocument("$exists", true) } }).ToListAsync());

        Assert.Equal(["i", "d"], entry["o"]["applyOps"].AsBsonArray.Select(x => x["op"].AsString));
        Assert.Equal(session.ServerSession.Id["id"], entry["lsid"]["id"]);
    }

    [Fact]
    public async Task It_is_followed_from_a_time_while_it_grows()
    {
        await InsertAsync("{ _id: 1 }");
        var last = (await Oplog.Find("{}").Sort("{ $natural: -1 }").Limit(1).SingleAsync())["ts"];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var cursor = await Oplog.Find(new BsonDocument { { "ts", new BsonDocument("$gte", last) }, { "ns", $"{Name}.c" } }, new FindOptions { CursorType = CursorType.TailableAwait, MaxAwaitTime = TimeSpan.FromMilliseconds(200) }).ToCursorAsync(patience.Token);

        await InsertAsync("{ _id: 2 }");
        await InsertAsync("{ _id: 3 }");
        var seen = new List<BsonDocument>();
        while (!seen.Any(x => x["o"]["_id"] == 3) && await cursor.MoveNextAsync(patience.Token))
            seen.AddRange(cursor.Current);

        Assert.Equal([2, 3], seen.Select(x => x["o"]["_id"].AsInt32).Where(x => x > 1));
    }

    [Fact]
    public async Task Several_collections_are_read_as_of_one_moment()
    {
        await InsertAsync("{ _id: 1 }");
        var time = (await RunAsync("{ insert: 'd', documents: [{ _id: 1 }] }"))["operationTime"].AsBsonTimestamp;
        await InsertAsync("{ _id: 2 }");
        await RunAsync("{ delete: 'd', deletes: [{ q: {}, limit: 0 }] }");
        var concern = $"readConcern: {{ level: 'snapshot', atClusterTime: Timestamp({time.Timestamp}, {time.Increment}) }}";

        var first = await RunAsync($"{{ find: 'c', {concern} }}");
        var second = await RunAsync($"{{ aggregate: 'd', pipeline: [], cursor: {{}}, {concern} }}");

        Equal("[{ _id: 1 }]", first["cursor"]["firstBatch"]);
        Equal("[{ _id: 1 }]", second["cursor"]["firstBatch"]);
        Assert.Equal(time, first["cursor"]["atClusterTime"]);
    }

    [Fact]
    public async Task Entries_are_done_again()
    {
        await InsertAsync("{ _id: 1, a: 1 }", "{ _id: 2 }");

        var reply = await RunAsAdminAsync($$$"""
            { applyOps: [
                { op: 'i', ns: '{{{Name}}}.c', o: { _id: 3, new: true } },
                { op: 'u', ns: '{{{Name}}}.c', o2: { _id: 1 }, o: { $v: 2, diff: { u: { a: 5 } } } },
                { op: 'd', ns: '{{{Name}}}.c', o: { _id: 2 } } ] }
            """);

        Assert.Equal(3, reply["applied"].AsInt32);
        Equal("[true, true, true]", reply["results"]);
        Equal("[{ _id: 1, a: 5 }, { _id: 3, new: true }]", new BsonArray(await FindAsync()));
    }
}
