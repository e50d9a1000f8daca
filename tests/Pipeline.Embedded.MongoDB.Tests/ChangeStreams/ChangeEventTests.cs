using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Tests.ChangeStreams;

public sealed class ChangeEventTests
{
    private const string Expanded = "{showExpandedEvents: true}";

    [Fact]
    public async Task An_insert_has_the_document_its_key_and_its_place()
    {
        await using var store = new WatchedStore();
        using var stream = store.Watch();

        await store.InsertAsync("{_id: 1, a: 2}");

        var change = stream.TakeOne();
        Assert.Equal(["_id", "operationType", "clusterTime", "wallTime", "fullDocument", "ns", "documentKey"], change.Names);
        Assert.Equal("insert", change["operationType"]);
        Assert.Equal(BsonDocument.Parse("{_id: 1, a: 2}"), change["fullDocument"]);
        Assert.Equal(BsonDocument.Parse("{db: 'shop', coll: 'items'}"), change["ns"]);
        Assert.Equal(BsonDocument.Parse("{_id: 1}"), change["documentKey"]);
        Assert.Equal(store.Store.Current.Time, (ulong)change["clusterTime"].AsBsonTimestamp.Value);
    }

    [Fact]
    public async Task An_update_has_what_was_changed_and_a_replacement_the_whole()
    {
        await using var store = new WatchedStore();
        await store.InsertAsync("{_id: 1, a: 1, b: [1, 2, 3], c: 'some longer text so that a diff is worth it'}");
        using var stream = store.Watch();

        await store.ReplaceAsync("{_id: 1, b: [1, 2], c: 'some longer text so that a diff is worth it', d: 4}");
        await store.ReplaceAsync("{_id: 1, x: 1}", isReplacement: true);
        await store.DeleteAsync(1);

        var changes = stream.Take();
        Assert.Equal(["update", "replace", "delete"], changes.Types());
        Assert.Equal(BsonDocument.Parse("{updatedFields: {d: 4}, removedFields: ['a'], truncatedArrays: [{field: 'b', newSize: 2}]}"), changes[0]["updateDescription"]);
        Assert.False(changes[0].Contains("fullDocument"));
        Assert.Equal(BsonDocument.Parse("{_id: 1, x: 1}"), changes[1]["fullDocument"]);
        Assert.Equal(["_id", "operationType", "clusterTime", "wallTime", "ns", "documentKey"], changes[2].Names);
    }

    [Fact]
    public async Task An_update_lookup_answers_the_document_as_it_is_now()
    {
        await using var store = new WatchedStore();
        await store.InsertAsync("{_id: 1, a: 1, c: 'some longer text so that a diff is worth it'}", "{_id: 2, a: 1, c: 'some longer text so that a diff is worth it'}");
        using var stream = store.Watch("{fullDocument: 'updateLookup'}");

        await store.ReplaceAsync("{_id: 1, a: 2, c: 'some longer text so that a diff is worth it'}");
        await store.ReplaceAsync("{_id: 1, a: 3, c: 'some longer text so that a diff is worth it'}");
        await store.ReplaceAsync("{_id: 2, a: 3, c: 'some longer text so that a diff is worth it'}");
        await store.DeleteAsync(2);

        var changes = stream.Take();
        Assert.Equal(3, changes[0]["fullDocument"]["a"]);
        Assert.True(changes[2]["fullDocument"].IsBsonNull);
    }

    [Fact]
    public async Task Images_are_there_where_the_collection_keeps_them()
    {
        await using var store = new WatchedStore();
        await store.CreateAsync(store.Items, "{changeStreamPreAndPostImages: {enabled: true}}");
        await store.InsertAsync("{_id: 1, a: 1, c: 'some longer text so that a diff is worth it'}");
        using var stream = store.Watch("{fullDocument: 'required', fullDocumentBeforeChange: 'required'}");

        await store.ReplaceAsync("{_id: 1, a: 2, c: 'some longer text so that a diff is worth it'}");
        await store.ReplaceAsync("{_id: 1, a: 3, c: 'some longer text so that a diff is worth it'}");
        await store.DeleteAsync(1);

        var changes = stream.Take();
        Assert.Equal([2, 3], changes.Take(2).Select(x => x["fullDocument"]["a"].AsInt32));
        Assert.Equal([1, 2, 3], changes.Select(x => x["fullDocumentBeforeChange"]["a"].AsInt32));
        Assert.False(changes[2].Contains("fullDocument"));
    }

    [Fact]
    public async Task A_required_image_that_is_not_there_is_an_error_unless_the_pipeline_has_no_use_for_the_event()
    {
        await using var store = new WatchedStore();
        await store.InsertAsync("{_id: 1}");
        using var when = store.Watch("{fullDocument: 'whenAvailable', fullDocumentBeforeChange: 'whenAvailable'}");
        using var required = store.Watch("{fullDocumentBeforeChange: 'required'}");
        using var filtered = store.Watch("{fullDocumentBeforeChange: 'required'}", pipeline: "[{$match: {operationType: 'insert'}}]");

        await store.DeleteAsync(1);

        Assert.True(when.TakeOne()["fullDocumentBeforeChange"].IsBsonNull);
        Assert.Empty(filtered.Take());
        CursorReading.Refused(ServerError.NoMatchingDocument, () => required.Next());
    }

    [Fact]
    public async Task A_dropped_collection_ends_its_stream()
    {
        await using var store = new WatchedStore();
        await store.InsertAsync("{_id: 1}");
        using var stream = store.Watch();
        using var all = store.Watch(collection: null);

        await store.WriteAsync(batch => batch.Drop(batch.Find(store.Items)!));
        await store.InsertAsync("{_id: 2}");

        var changes = stream.Take();
        Assert.Equal(["drop", "invalidate"], changes.Types());
        Assert.Equal(["_id", "operationType", "clusterTime", "wallTime"], changes[1].Names);
        Assert.True(stream.IsExhausted);
        Assert.Equal(["drop", "insert"], all.Take().Types());
        Assert.False(all.IsExhausted);
    }

    [Theory]
    [InlineData("items")]
    [InlineData("archive")]
    public async Task A_rename_ends_the_streams_of_both_names(string watched)
    {
        await using var store = new WatchedStore();
        await store.InsertAsync("{_id: 1}");
        using var stream = store.Watch(collection: watched);

        await store.WriteAsync(batch => batch.Rename(batch.Find(store.Items)!, new Namespace("shop", "archive"), null));

        var changes = stream.Take();
        Assert.Equal(["rename", "invalidate"], changes.Types());
        Assert.Equal("archive", changes[0]["to"]["coll"]);
        Assert.True(stream.IsExhausted);
    }

    [Fact]
    public async Task A_dropped_database_ends_its_stream_but_not_the_clusters()
    {
        await using var store = new WatchedStore();
        await store.InsertAsync("{_id: 1}");
        using var stream = store.Watch(collection: null);
        using var cluster = store.Watch("{allChangesForCluster: true}", collection: null, database: "admin");

        await store.WriteAsync(batch =>
        {
            batch.Drop(batch.Find(store.Items)!);
            batch.LogDropDatabase("shop");
        });

        var changes = stream.Take();
        Assert.Equal(["drop", "dropDatabase", "invalidate"], changes.Types());
        Assert.Equal(BsonDocument.Parse("{db: 'shop'}"), changes[1]["ns"]);
        Assert.Equal(["drop", "dropDatabase"], cluster.Take().Types());
    }

    [Fact]
    public async Task Expanded_events_tell_of_collections_and_indexes()
    {
        await using var store = new WatchedStore();
        using var plain = store.Watch(collection: null);
        using var stream = store.Watch(Expanded, collection: null);

        await store.CreateAsync(store.Items);
        await store.CreateIndexAsync("{key: {x: 1}, name: 'x_1'}");
        await store.WriteAsync(batch => CollectionChange.Parse(batch.Find(store.Items)!, BsonDocument.Parse("{index: {name: 'x_1', hidden: true}}"), batch.Now).Apply(batch));
        await store.WriteAsync(batch => batch.DropIndex(batch.Find(store.Items)!, batch.Find(store.Items)!.Index("x_1")!.Definition));
        await store.CreateAsync(new Namespace("shop", "view"), "{viewOn: 'items', pipeline: []}");
        await store.WriteAsync(batch => batch.Drop(batch.Find(new Namespace("shop", "view"))!));

        var changes = stream.Take();
        Assert.Equal(["create", "createIndexes", "modify", "dropIndexes", "create", "drop"], changes.Types());
        Assert.Equal(["collection", "view"], changes.Where(x => x.Contains("nsType")).Select(x => x["nsType"].AsString));
        Assert.Equal("x_1", changes[1]["operationDescription"]["indexes"][0]["name"]);
        Assert.Equal(true, changes[2]["operationDescription"]["index"]["hidden"]);
        Assert.Equal(false, changes[2]["stateBeforeChange"]["indexOptions"]["hidden"]);
        Assert.Equal("x_1", changes[3]["operationDescription"]["indexes"][0]["name"]);
        Assert.All(changes.Take(4), x => Assert.Equal(store.Store.Current.Find(store.Items)!.Uuid, Uuids.Read(x["collectionUUID"])));
        Assert.False(changes[4].Contains("collectionUUID"));
        Assert.Empty(plain.Take());
    }

    [Fact]
    public async Task Paths_that_could_be_read_two_ways_are_explained_in_expanded_events_only()
    {
        await using var store = new WatchedStore();
        await store.InsertAsync("{_id: 1, a: {'1': 1, c: 'some longer text so that a diff is worth it'}}");
        using var plain = store.Watch();
        using var stream = store.Watch(Expanded);

        await store.ReplaceAsync("{_id: 1, a: {'1': 2, c: 'some longer text so that a diff is worth it'}}");

        Assert.Equal(BsonDocument.Parse("{'a.1': ['a', '1']}"), stream.TakeOne()["updateDescription"]["disambiguatedPaths"]);
        Assert.False(plain.TakeOne()["updateDescription"].AsBsonDocument.Contains("disambiguatedPaths"));
    }

    [Fact]
    public async Task A_stream_sees_its_own_collection_only()
    {
        await using var store = new WatchedStore();
        using var items = store.Watch();
        using var shop = store.Watch(collection: null);
        using var cluster = store.Watch("{allChangesForCluster: true}", collection: null, database: "admin");

        await store.WriteAsync(batch =>
        {
            WatchedStore.Insert(batch, new Namespace("shop", "items2"), "{_id: 1}");
            WatchedStore.Insert(batch, new Namespace("shop", "system.js"), "{_id: 1}");
            WatchedStore.Insert(batch, new Namespace("shopping", "items"), "{_id: 1}");
            WatchedStore.Insert(batch, new Namespace("config", "things"), "{_id: 1}");
        });

        Assert.Empty(items.Take());
        Assert.Equal("items2", shop.TakeOne()["ns"]["coll"]);
        Assert.Equal(["shop", "shopping"], cluster.Take().Select(x => x["ns"]["db"].AsString));
    }

    [Fact]
    public async Task A_pipeline_filters_and_shapes_events_but_keeps_their_id()
    {
        await using var store = new WatchedStore();
        using var stream = store.Watch(pipeline: "[{$match: {'fullDocument.a': {$gt: 1}}}, {$project: {'fullDocument.a': 1}}, {$addFields: {b: 1}}]");
        using var broken = store.Watch(pipeline: "[{$project: {_id: 0}}]");

        await store.InsertAsync("{_id: 1, a: 1}", "{_id: 2, a: 2}");

        var change = stream.TakeOne();
        Assert.Equal(["_id", "fullDocument", "b"], change.Names);
        var exception = CursorReading.Refused(ServerError.ChangeStreamFatalError, () => broken.Next());
        Assert.Contains("NonResumableChangeStreamError", exception.Labels);
    }
}
