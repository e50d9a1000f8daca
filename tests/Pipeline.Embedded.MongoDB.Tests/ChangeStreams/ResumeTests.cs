using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.ChangeStreams;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Tests.ChangeStreams;

public sealed class ResumeTests
{
    private static readonly string[] s_documents = [.. Enumerable.Range(1, 9).Select(x => $"{{_id: {x}}}")];

    [Fact]
    public async Task Tokens_sort_as_their_events()
    {
        await using var store = new WatchedStore();
        using var stream = store.Watch();

        await store.WriteAsync(
            batch =>
            {
                for (var i = 0; i < 300; i++)
                    WatchedStore.Insert(batch, store.Items, $"{{_id: {i}}}");
            },
            new WriteIdentity(new BsonDocument("id", Uuids.ToBson(Guid.NewGuid())), 1) { IsTransaction = true });
        await store.InsertAsync("{_id: 'x'}");
        await store.WriteAsync(batch => batch.Drop(batch.Find(store.Items)!));

        var tokens = stream.Take().Select(x => x["_id"]["_data"].AsString).ToArray();
        Assert.Equal(303, tokens.Length);
        Assert.Equal(tokens.Order(StringComparer.Ordinal), tokens);
        Assert.Equal(303, tokens.Distinct().Count());
    }

    [Theory]
    [InlineData("resumeAfter")]
    [InlineData("startAfter")]
    public async Task A_stream_goes_on_after_any_event(string option)
    {
        await using var store = new WatchedStore();
        using var stream = store.Watch();
        await store.InsertAsync(s_documents);
        var changes = stream.Take();

        foreach (var change in changes)
        {
            using var resumed = store.Watch(new BsonDocument(option, change["_id"]).ToJson());
            Assert.Equal(change["_id"], resumed.PostBatchToken());
            Assert.Equal(changes.SkipWhile(x => x != change).Skip(1), resumed.Take());
        }
    }

    [Fact]
    public async Task A_stream_starts_at_a_time()
    {
        await using var store = new WatchedStore();
        using var stream = store.Watch();
        await store.InsertAsync(s_documents);
        var changes = stream.Take();

        using var started = store.Watch(new BsonDocument("startAtOperationTime", changes[4]["clusterTime"]).ToJson());
        using var beginning = store.Watch("{startAtOperationTime: Timestamp(1, 1)}");

        Assert.Equal(changes.Skip(4), started.Take());
        Assert.Equal(changes, beginning.Take());
    }

    [Fact]
    public async Task The_token_of_a_batch_advances_with_events_that_do_not_concern_the_stream()
    {
        await using var store = new WatchedStore();
        using var stream = store.Watch();
        var first = stream.PostBatchToken();

        await store.WriteAsync(batch => WatchedStore.Insert(batch, new Namespace("shop", "other"), "{_id: 1}"));
        Assert.Empty(stream.Take());
        var second = stream.PostBatchToken();
        await store.InsertAsync("{_id: 1}");
        var change = stream.TakeOne();

        Assert.True(string.CompareOrdinal(first["_data"].AsString, second["_data"].AsString) < 0);
        Assert.Equal(change["_id"], stream.PostBatchToken());
        using var fromFirst = store.Watch(new BsonDocument("resumeAfter", first).ToJson());
        using var fromSecond = store.Watch(new BsonDocument("startAfter", second).ToJson());
        Assert.Equal(change, fromFirst.TakeOne());
        Assert.Equal(change, fromSecond.TakeOne());
    }

    [Fact]
    public async Task A_document_that_is_put_back_takes_its_token_along()
    {
        await using var store = new WatchedStore();
        using var stream = store.Watch();
        await store.InsertAsync("{_id: 1}", "{_id: 2}");

        var first = stream.Next()!;
        var second = stream.Next()!;
        stream.Unread(second);

        Assert.Equal(first["_id"], stream.PostBatchToken());
        Assert.Equal(second, stream.Next());
        Assert.Equal(second["_id"], stream.PostBatchToken());
    }

    [Fact]
    public async Task An_invalidation_can_be_started_after_but_not_resumed_after()
    {
        await using var store = new WatchedStore();
        using var stream = store.Watch();
        await store.InsertAsync("{_id: 1}");
        await store.WriteAsync(batch => batch.Drop(batch.Find(store.Items)!));
        await store.InsertAsync("{_id: 2}");
        var changes = stream.Take();

        using var afterDrop = store.Watch(WatchedStore.ResumeAfter(changes[1]));
        using var afterInvalidation = store.Watch(WatchedStore.StartAfter(changes[2]));

        Assert.Equal("invalidate", afterDrop.TakeOne()["operationType"]);
        Assert.True(afterDrop.IsExhausted);
        Assert.Equal(2, afterInvalidation.TakeOne()["documentKey"]["_id"]);
        CursorReading.Refused(ServerError.InvalidResumeToken, () => store.Watch(WatchedStore.ResumeAfter(changes[2])));
    }

    [Fact]
    public async Task A_token_of_another_stream_is_not_found()
    {
        await using var store = new WatchedStore();
        using var other = store.Watch(collection: "other");
        await store.WriteAsync(batch => WatchedStore.Insert(batch, new Namespace("shop", "other"), "{_id: 1}"));
        await store.InsertAsync("{_id: 1}");

        using var stream = store.Watch(WatchedStore.ResumeAfter(other.TakeOne()));

        var exception = CursorReading.Refused(ServerError.ChangeStreamFatalError, () => stream.Next());
        Assert.StartsWith("cannot resume stream; the resume token was not found.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_oplog_has_forgotten_cannot_be_resumed()
    {
        await using var store = new WatchedStore(oplogBytes: 4096);
        using var stream = store.Watch();
        using var slow = store.Watch();
        await store.InsertAsync("{_id: 0}");
        var change = stream.TakeOne();
        Assert.Single(slow.Take());

        for (var i = 1; i < 100; i++)
            await store.InsertAsync($"{{_id: {i}}}");

        CursorReading.Refused(ServerError.ChangeStreamHistoryLost, () => store.Watch(WatchedStore.ResumeAfter(change)));
        CursorReading.Refused(ServerError.ChangeStreamHistoryLost, () => store.Watch(new BsonDocument("startAtOperationTime", change["clusterTime"]).ToJson()));
        var exception = CursorReading.Refused(ServerError.ChangeStreamHistoryLost, () => slow.Next());
        Assert.Equal("Resume of change stream was not possible, as the resume point may no longer be in the oplog.", exception.Message);
        using var fresh = store.Watch();
        await store.InsertAsync("{_id: 100}");
        Assert.Equal(100, fresh.TakeOne()["documentKey"]["_id"]);
    }

    [Fact]
    public async Task A_stream_goes_on_after_the_server_was_started_again()
    {
        var directory = Directory.CreateTempSubdirectory("changes");
        try
        {
            List<BsonDocument> changes;
            await using (var store = new WatchedStore(directory: directory.FullName))
            {
                using var stream = store.Watch();
                await store.InsertAsync(s_documents);
                changes = stream.Take();
            }

            await using var again = new WatchedStore(directory: directory.FullName);
            using var resumed = again.Watch(WatchedStore.ResumeAfter(changes[3]));
            await again.InsertAsync("{_id: 10}");

            var rest = resumed.Take();
            Assert.Equal(changes.Skip(4), rest.SkipLast(1));
            Assert.Equal(10, rest[^1]["documentKey"]["_id"]);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("{resumeAfter: {}}", 40647)]
    [InlineData("{resumeAfter: {_data: 1}}", 40647)]
    [InlineData("{resumeAfter: {_data: 'xyz'}}", 9)]
    [InlineData("{resumeAfter: {_data: ''}}", 40649)]
    [InlineData("{resumeAfter: {_data: '82'}}", 260)]
    [InlineData("{resumeAfter: 1}", 14)]
    [InlineData("{startAtOperationTime: 1}", 14)]
    [InlineData("{fullDocument: 'some'}", 2)]
    [InlineData("{fullDocumentBeforeChange: 'default'}", 2)]
    [InlineData("{unknown: 1}", 40415)]
    public void Options_that_are_wrong_are_refused(string options, int code) =>
        Assert.Equal(code, Assert.Throws<CommandException>(() => ChangeStreamOptions.Parse(BsonDocument.Parse(options))).Code);

    [Fact]
    public void Only_one_place_to_start_from_may_be_given()
    {
        var token = ResumeToken.At(1).ToBson();

        Assert.Equal(50865, Code(new BsonDocument { { "resumeAfter", token }, { "startAfter", token } }));
        Assert.Equal(40674, Code(new BsonDocument { { "resumeAfter", token }, { "startAtOperationTime", new BsonTimestamp(1) } }));
        Assert.Equal(40674, Code(new BsonDocument { { "startAfter", token }, { "startAtOperationTime", new BsonTimestamp(1) } }));

        static int Code(BsonDocument options) => Assert.Throws<CommandException>(() => ChangeStreamOptions.Parse(options)).Code;
    }

    [Theory]
    [InlineData("admin", null, "{}", 73)]
    [InlineData("local", "startup_log", "{}", 73)]
    [InlineData("config", null, "{}", 73)]
    [InlineData("shop", "system.views", "{}", 73)]
    [InlineData("shop", null, "{allChangesForCluster: true}", 72)]
    [InlineData("admin", "items", "{allChangesForCluster: true}", 72)]
    public void What_cannot_be_watched_is_refused(string database, string? collection, string options, int code) =>
        Assert.Equal(code, Assert.Throws<CommandException>(() => ChangeStreamScope.Of(database, collection, ChangeStreamOptions.Parse(BsonDocument.Parse(options)))).Code);

    [Fact]
    public void A_high_water_mark_has_the_layout_of_MongoDBs() => Assert.Equal("82612E8513000000012B0429296E1404", ResumeToken.At(0x612E851300000001).Data);
}
