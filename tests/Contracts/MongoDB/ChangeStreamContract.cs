using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>Change streams, and going on with them.</summary>
public abstract class ChangeStreamContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    [Fact]
    public async Task Changes_come_in_order_with_what_was_changed()
    {
        await InsertAsync("{ _id: 0 }");
        using var stream = await WatchAsync();

        await InsertAsync("{ _id: 1, a: 1, b: [1, 2, 3] }");
        await Collection.UpdateOneAsync("{ _id: 1 }", "{ $set: { 'b.1': 9, c: 3 }, $unset: { a: 1 } }");
        await Collection.ReplaceOneAsync("{ _id: 1 }", BsonDocument.Parse("{ z: 1 }"));
        await Collection.DeleteOneAsync("{ _id: 1 }");
        var events = await TakeAsync(stream, 4);

        Assert.Equal(["insert", "update", "replace", "delete"], events.Select(x => x["operationType"].AsString));
        Equal("{ _id: 1, a: 1, b: [1, 2, 3] }", events[0]["fullDocument"]);
        Equal("{ updatedFields: { c: 3, 'b.1': 9 }, removedFields: ['a'], truncatedArrays: [] }", events[1]["updateDescription"]);
        Equal("{ _id: 1, z: 1 }", events[2]["fullDocument"]);
        Assert.All(events, x => Equal("{ _id: 1 }", x["documentKey"]));
        Assert.All(events, x => Equal($"{{ db: '{Name}', coll: 'c' }}", x["ns"]));
        Assert.All(events, x => Assert.Equal((BsonType.Timestamp, BsonType.DateTime), (x["clusterTime"].BsonType, x["wallTime"].BsonType)));
    }

    [Fact]
    public async Task A_stream_goes_on_after_the_event_that_was_seen_last()
    {
        await InsertAsync("{ _id: 0 }");
        BsonDocument token;
        using (var stream = await WatchAsync())
        {
            await InsertAsync("{ _id: 1 }");
            token = Assert.Single(await TakeAsync(stream, 1))["_id"].AsBsonDocument;
        }

        await InsertAsync("{ _id: 2 }", "{ _id: 3 }");
        using var resumed = await WatchAsync(new ChangeStreamOptions { ResumeAfter = token });

        Assert.Equal([2, 3], (await TakeAsync(resumed, 2)).Select(x => x["documentKey"]["_id"].AsInt32));
    }

    [Fact]
    public async Task A_stream_begins_at_a_time()
    {
        var time = (await RunAsync("{ insert: 'c', documents: [{ _id: 0 }] }"))["operationTime"].AsBsonTimestamp;
        await InsertAsync("{ _id: 1 }");

        using var stream = await WatchAsync(new ChangeStreamOptions { StartAtOperationTime = new BsonTimestamp(time.Timestamp, time.Increment + 1) });

        Assert.Equal(1, Assert.Single(await TakeAsync(stream, 1))["documentKey"]["_id"].AsInt32);
    }

    [Fact]
    public async Task An_update_comes_with_the_document_before_and_after_where_they_are_kept()
    {
        await RunAsync("{ create: 'c', changeStreamPreAndPostImages: { enabled: true } }");
        await InsertAsync("{ _id: 1, a: 1 }");
        using var stream = await WatchAsync(new ChangeStreamOptions { FullDocument = ChangeStreamFullDocumentOption.UpdateLookup, FullDocumentBeforeChange = ChangeStreamFullDocumentBeforeChangeOption.Required });

        await Collection.UpdateOneAsync("{ _id: 1 }", "{ $set: { a: 2 } }");

        var change = Assert.Single(await TakeAsync(stream, 1));
        Equal("{ _id: 1, a: 2 }", change["fullDocument"]);
        Equal("{ _id: 1, a: 1 }", change["fullDocumentBeforeChange"]);
    }

    [Fact]
    public async Task A_transaction_comes_as_its_parts()
    {
        await InsertAsync("{ _id: 0 }");
        using var stream = await WatchAsync();
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction();
        await Collection.InsertOneAsync(session, new BsonDocument("_id", 1));
        await Collection.DeleteOneAsync(session, "{ _id: 0 }");
        await session.CommitTransactionAsync();

        var events = await TakeAsync(stream, 2);

        Assert.Equal(["insert", "delete"], events.Select(x => x["operationType"].AsString));
        Assert.Equal(events[0]["clusterTime"], events[1]["clusterTime"]);
        Assert.Equal(events[0]["lsid"]["id"], session.ServerSession.Id["id"]);
    }

    [Fact]
    public async Task A_dropped_collection_ends_its_stream()
    {
        await InsertAsync("{ _id: 1 }");
        using var stream = await WatchAsync();

        await Database.DropCollectionAsync("c");

        Assert.Equal(["drop", "invalidate"], (await TakeAsync(stream, 2)).Select(x => x["operationType"].AsString));
    }

    [Fact]
    public async Task A_database_is_watched_with_a_filter()
    {
        await InsertAsync("{ _id: 1 }");
        PipelineDefinition<ChangeStreamDocument<BsonDocument>, BsonDocument> pipeline = new[] { BsonDocument.Parse("{ $match: { operationType: 'insert', 'ns.coll': 'd' } }") };
        using var stream = await Database.WatchAsync(pipeline);

        await InsertAsync("{ _id: 2 }");
        await Database.GetCollection<BsonDocument>("d").InsertOneAsync(new BsonDocument("_id", 3));

        Assert.Equal(3, Assert.Single(await TakeAsync(stream, 1))["documentKey"]["_id"].AsInt32);
    }

    private Task<IChangeStreamCursor<BsonDocument>> WatchAsync(ChangeStreamOptions? options = null)
    {
        PipelineDefinition<ChangeStreamDocument<BsonDocument>, BsonDocument> pipeline = new EmptyPipelineDefinition<ChangeStreamDocument<BsonDocument>>().As<ChangeStreamDocument<BsonDocument>, ChangeStreamDocument<BsonDocument>, BsonDocument>();
        return Collection.WatchAsync(pipeline, options);
    }

    private static async Task<List<BsonDocument>> TakeAsync(IChangeStreamCursor<BsonDocument> stream, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var events = new List<BsonDocument>();
        while (events.Count < count && await stream.MoveNextAsync(patience.Token))
            events.AddRange(stream.Current);
        Assert.Equal(count, events.Count);
        return events;
    }
}
