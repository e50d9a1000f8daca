using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.ChangeStreams;

/// <summary>Change streams as MongoDB's own driver sees them.</summary>
public sealed class WatchTests : IAsyncLifetime
{
    private readonly ServerFixture _server = new();

    private IMongoDatabase Shop => _server.Client.GetDatabase("shop");

    private IMongoCollection<BsonDocument> Items => Shop.GetCollection<BsonDocument>("items");

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Every_kind_of_change_is_seen_until_the_collection_is_gone()
    {
        using var stream = await Items.WatchAsync();

        await Items.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "a", 1 } });
        await Items.UpdateOneAsync("{_id: 1}", "{$set: {b: 2}, $unset: {a: 1}}");
        await Items.ReplaceOneAsync("{_id: 1}", new BsonDocument("c", 3));
        await Items.DeleteOneAsync("{_id: 1}");
        await Shop.DropCollectionAsync("items");

        var changes = await TakeAsync(stream, 6);
        Assert.Equal(
            [ChangeStreamOperationType.Insert, ChangeStreamOperationType.Update, ChangeStreamOperationType.Replace, ChangeStreamOperationType.Delete, ChangeStreamOperationType.Drop, ChangeStreamOperationType.Invalidate],
            changes.Select(x => x.OperationType));
        Assert.Equal(BsonDocument.Parse("{b: 2}"), changes[1].UpdateDescription.UpdatedFields);
        Assert.Equal(["a"], changes[1].UpdateDescription.RemovedFields);
        Assert.Equal("shop.items", changes[0].CollectionNamespace.FullName);
        Assert.All(changes, x => Assert.NotNull(x.WallTime));
        Assert.False(await stream.MoveNextAsync());
    }

    [Fact]
    public async Task A_waiting_stream_sees_a_write_at_once()
    {
        using var stream = await Items.WatchAsync(new ChangeStreamOptions { MaxAwaitTime = TimeSpan.FromSeconds(20) });
        var watch = Stopwatch.StartNew();

        var next = TakeAsync(stream, 1);
        await Items.InsertOneAsync(new BsonDocument("_id", 1));
        await next;

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task The_driver_resumes_a_stream_whose_cursor_was_killed()
    {
        using var stream = await Items.WatchAsync(new ChangeStreamOptions { MaxAwaitTime = TimeSpan.FromMilliseconds(50), BatchSize = 1 });
        await Items.InsertManyAsync(Enumerable.Range(1, 5).Select(x => new BsonDocument("_id", x)));
        var first = await TakeAsync(stream, 2);

        await FailGetMoreAsync(43);
        var rest = await TakeAsync(stream, 3);

        Assert.Equal([1, 2, 3, 4, 5], first.Concat(rest).Select(x => x.DocumentKey["_id"].AsInt32));
    }

    [Fact]
    public async Task A_stream_starts_at_an_operation_time_and_after_a_token()
    {
        using var stream = await Items.WatchAsync();
        await Items.InsertManyAsync(Enumerable.Range(1, 5).Select(x => new BsonDocument("_id", x)));
        var changes = await TakeAsync(stream, 5);

        using var started = await Items.WatchAsync(new ChangeStreamOptions { StartAtOperationTime = changes[2].ClusterTime });
        using var resumed = await Items.WatchAsync(new ChangeStreamOptions { ResumeAfter = changes[2].ResumeToken });
        using var after = await Items.WatchAsync(new ChangeStreamOptions { StartAfter = changes[3].ResumeToken });

        Assert.Equal([3, 4, 5], (await TakeAsync(started, 3)).Select(x => x.DocumentKey["_id"].AsInt32));
        Assert.Equal([4, 5], (await TakeAsync(resumed, 2)).Select(x => x.DocumentKey["_id"].AsInt32));
        Assert.Equal([5], (await TakeAsync(after, 1)).Select(x => x.DocumentKey["_id"].AsInt32));
    }

    [Fact]
    public async Task A_transaction_is_seen_when_it_commits_and_never_if_it_aborts()
    {
        await Items.InsertOneAsync(new BsonDocument("_id", 0));
        using var stream = await Shop.WatchAsync();
        using var session = await _server.Client.StartSessionAsync();

        session.StartTransaction();
        await Items.InsertOneAsync(session, new BsonDocument("_id", 1));
        await session.AbortTransactionAsync();
        session.StartTransaction();
        await Items.InsertOneAsync(session, new BsonDocument("_id", 2));
        await Items.DeleteOneAsync(session, "{_id: 0}");
        await session.CommitTransactionAsync();

        var changes = await TakeAsync(stream, 2);
        Assert.Equal([2, 0], changes.Select(x => x.DocumentKey["_id"].AsInt32));
        Assert.Equal(changes[0].ClusterTime, changes[1].ClusterTime);
        Assert.All(changes, x => Assert.Equal(2, x.BackingDocument["txnNumber"].ToInt64()));
    }

    [Fact]
    public async Task Documents_before_and_after_are_answered_where_they_are_kept()
    {
        await Shop.CreateCollectionAsync("items", new CreateCollectionOptions { ChangeStreamPreAndPostImagesOptions = new ChangeStreamPreAndPostImagesOptions { Enabled = true } });
        await Items.InsertOneAsync(BsonDocument.Parse("{_id: 1, a: 1}"));
        using var stream = await Items.WatchAsync(new ChangeStreamOptions { FullDocument = ChangeStreamFullDocumentOption.Required, FullDocumentBeforeChange = ChangeStreamFullDocumentBeforeChangeOption.Required });

        await Items.UpdateOneAsync("{_id: 1}", "{$set: {a: 2}}");
        await Items.UpdateOneAsync("{_id: 1}", "{$set: {a: 3}}");

        var changes = await TakeAsync(stream, 2);
        Assert.Equal([1, 2], changes.Select(x => x.FullDocumentBeforeChange["a"].AsInt32));
        Assert.Equal([2, 3], changes.Select(x => x.FullDocument["a"].AsInt32));
    }

    [Fact]
    public async Task Expanded_events_and_the_cluster_are_watched()
    {
        using var stream = await _server.Client.WatchAsync(new ChangeStreamOptions { ShowExpandedEvents = true });

        await Shop.CreateCollectionAsync("items");
        await Items.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>("{x: 1}"));
        await Items.InsertOneAsync(BsonDocument.Parse("{_id: 1, a: {'1': 1}}"));
        await Items.UpdateOneAsync("{_id: 1}", "{$set: {'a.1': 2}}");
        await Shop.RunCommandAsync<BsonDocument>("{collMod: 'items', index: {name: 'x_1', hidden: true}}");
        await Items.Indexes.DropOneAsync("x_1");
        await Shop.CreateViewAsync("view", "items", new EmptyPipelineDefinition<BsonDocument>());
        await Shop.DropCollectionAsync("view");
        await Shop.RenameCollectionAsync("items", "archive");
        await _server.Client.DropDatabaseAsync("shop");

        var changes = await TakeAsync(stream, 11);
        Assert.Equal(
            ["create", "createIndexes", "insert", "update", "modify", "dropIndexes", "create", "drop", "rename", "drop", "dropDatabase"],
            changes.Select(x => x.BackingDocument["operationType"].AsString));
        Assert.Equal(BsonDocument.Parse("{'a.1': ['a', '1']}"), changes[3].UpdateDescription.DisambiguatedPaths);
        Assert.Equal("archive", changes[8].RenameTo.CollectionName);
        Assert.NotNull(changes[0].CollectionUuid);
    }

    [Fact]
    public async Task The_token_of_an_idle_stream_advances()
    {
        using var stream = await Items.WatchAsync(new ChangeStreamOptions { MaxAwaitTime = TimeSpan.FromMilliseconds(20) });
        var before = stream.GetResumeToken();
        Assert.NotNull(before);

        await Shop.GetCollection<BsonDocument>("other").InsertOneAsync([]);

        await WaitAsync(async () => await stream.MoveNextAsync() && !stream.Current.Any() && string.CompareOrdinal(stream.GetResumeToken()["_data"].AsString, before["_data"].AsString) > 0);
    }

    [Theory]
    [InlineData("[{$project: {_id: 0}}]", 280)]
    [InlineData("[{$unsupported: 'foo'}]", 40324)]
    [InlineData("[{$group: {_id: 1}}]", 20)]
    public async Task A_pipeline_that_streams_cannot_have_is_refused(string pipeline, int code)
    {
        var stages = global::MongoDB.Bson.Serialization.BsonSerializer.Deserialize<BsonArray>(pipeline).Select(x => x.AsBsonDocument);

        var exception = await Assert.ThrowsAsync<MongoCommandException>(async () =>
        {
            using var stream = await Items.WatchAsync(PipelineDefinition<ChangeStreamDocument<BsonDocument>, BsonDocument>.Create(stages));
            await Items.InsertOneAsync([]);
            await WaitAsync(async () => await stream.MoveNextAsync() && stream.Current.Any());
        });

        Assert.Equal(code, exception.Code);
    }

    [Fact]
    public async Task A_view_has_no_stream()
    {
        await Shop.CreateViewAsync("view", "items", new EmptyPipelineDefinition<BsonDocument>());

        var exception = await Assert.ThrowsAsync<MongoCommandException>(() => Shop.GetCollection<BsonDocument>("view").WatchAsync());

        Assert.Equal(166, exception.Code);
    }

    [Fact]
    public async Task A_stream_goes_on_on_a_server_that_was_started_again_and_fails_where_the_oplog_has_forgotten()
    {
        var directory = Directory.CreateTempSubdirectory("changes");
        try
        {
            var options = new EmbeddedMongoServerOptions { DataDirectory = directory.FullName, OplogMebibytes = 1 };
            BsonDocument token;
            await using (var server = await EmbeddedMongoServer.StartAsync(options))
            {
                using var client = new MongoClient(server.ConnectionString);
                var items = client.GetDatabase("shop").GetCollection<BsonDocument>("items");
                using var stream = await items.WatchAsync();
                await items.InsertManyAsync([new BsonDocument("_id", 1), new BsonDocument("_id", 2)]);
                token = (await TakeAsync(stream, 2))[0].ResumeToken;
            }

            await using var again = await EmbeddedMongoServer.StartAsync(options);
            using var later = new MongoClient(again.ConnectionString);
            var collection = later.GetDatabase("shop").GetCollection<BsonDocument>("items");
            using (var resumed = await collection.WatchAsync(new ChangeStreamOptions { ResumeAfter = token }))
                Assert.Equal(2, (await TakeAsync(resumed, 1))[0].DocumentKey["_id"]);

            await collection.InsertManyAsync(Enumerable.Range(10, 200).Select(x => new BsonDocument { { "_id", x }, { "text", new string('x', 10_000) } }));
            var exception = await Assert.ThrowsAsync<MongoCommandException>(() => collection.WatchAsync(new ChangeStreamOptions { ResumeAfter = token }));
            Assert.Equal(286, exception.Code);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_oplog_can_be_tailed()
    {
        var oplog = _server.Client.GetDatabase("local").GetCollection<BsonDocument>("oplog.rs");
        var last = await oplog.Find("{}").Sort("{$natural: -1}").Limit(1).SingleAsync();
        using var cursor = await oplog.FindAsync(
            new BsonDocument { { "ts", new BsonDocument("$gt", last["ts"]) }, { "ns", "shop.items" } },
            new FindOptions<BsonDocument> { CursorType = CursorType.TailableAwait, MaxAwaitTime = TimeSpan.FromMilliseconds(50) });

        await Items.InsertOneAsync(new BsonDocument("_id", 7));

        await WaitAsync(async () => await cursor.MoveNextAsync() && cursor.Current.Any(x => x["op"] == "i" && x["o"]["_id"] == 7));
    }

    private Task<BsonDocument> FailGetMoreAsync(int code) => _server.AdminAsync(
        $"{{configureFailPoint: 'failCommand', mode: {{times: 1}}, data: {{failCommands: ['getMore'], errorCode: {code}, errorLabels: ['ResumableChangeStreamError']}}}}");

    private static async Task<List<ChangeStreamDocument<BsonDocument>>> TakeAsync(IAsyncCursor<ChangeStreamDocument<BsonDocument>> stream, int count)
    {
        var taken = new List<ChangeStreamDocument<BsonDocument>>();
        await WaitAsync(async () =>
        {
            if (await stream.MoveNextAsync())
                taken.AddRange(stream.Current);
            return taken.Count >= count;
        });
        Assert.Equal(count, taken.Count);
        return taken;
    }

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "It has not come within 20 s.");
    }
}
