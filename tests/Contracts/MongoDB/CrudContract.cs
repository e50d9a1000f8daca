using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>Reading and writing documents.</summary>
public abstract class CrudContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_duplicate_key_is_told_with_its_key_and_ends_an_ordered_insert(bool ordered, int inserted)
    {
        var reply = await RunAsync($"{{ insert: 'c', documents: [{{ _id: 1 }}, {{ _id: 1 }}, {{ _id: 2 }}], ordered: {(ordered ? "true" : "false")} }}");

        Assert.Equal(inserted, reply["n"].AsInt32);
        var error = Assert.Single(reply["writeErrors"].AsBsonArray).AsBsonDocument;
        Assert.Equal((1, 11000), (error["index"].AsInt32, error["code"].AsInt32));
        Assert.Equal($"E11000 duplicate key error collection: {Name}.c index: _id_ dup key: {{ _id: 1 }}", error["errmsg"].AsString);
        Equal("{ _id: 1 }", error["keyPattern"]);
        Equal("{ _id: 1 }", error["keyValue"]);
    }

    [Fact]
    public async Task An_update_says_what_it_matched_modified_and_upserted()
    {
        await InsertAsync("{ _id: 1, a: 1 }", "{ _id: 2, a: 1 }", "{ _id: 3, a: 2 }");

        var reply = await RunAsync("{ update: 'c', updates: [{ q: { a: { $gte: 1 } }, u: { $set: { a: 2 } }, multi: true }, { q: { _id: 9 }, u: { $set: { a: 9 } }, upsert: true }] }");

        Assert.Equal((4, 2), (reply["n"].AsInt32, reply["nModified"].AsInt32));
        Equal("[{ index: 1, _id: 9 }]", reply["upserted"]);
    }

    [Theory]
    [InlineData("{ $set: { _id: 5 } }", 66, "Performing an update on the path '_id' would modify the immutable field '_id'")]
    [InlineData("{ $inc: { a: 1 } }", 14, "Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field 'a' of non-numeric type string")]
    [InlineData("{ $nonsense: { a: 1 } }", 9, "Unknown modifier: $nonsense. Expected a valid update modifier or pipeline-style update specified as an array")]
    [InlineData("{ $set: { a: 1 }, $unset: { a: 1 } }", 40, "Updating the path 'a' would create a conflict at 'a'")]
    [InlineData("{ $push: { a: 1 } }", 2, "The field 'a' must be an array but is of type string in document {_id: 1}")]
    [InlineData("{ $set: { 'a.b': 1 } }", 28, "Cannot create field 'b' in element {a: \"text\"}")]
    public async Task An_update_that_cannot_be_is_refused(string update, int code, string message)
    {
        await InsertAsync("{ _id: 1, a: 'text' }");

        var reply = await RunAsync($"{{ update: 'c', updates: [{{ q: {{ _id: 1 }}, u: {update} }}] }}");

        var error = Assert.Single(reply["writeErrors"].AsBsonArray);
        Assert.Equal((0, code), (reply["n"].AsInt32, error["code"].AsInt32));
        Assert.EndsWith(message, error["errmsg"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipeline_update_computes_from_the_document_and_the_servers_clock()
    {
        await InsertAsync("{ _id: 1, first: 'Ada', last: 'Lovelace' }");

        await RunAsync("{ update: 'c', updates: [{ q: {}, u: [{ $set: { name: { $concat: ['$first', ' ', '$last'] }, at: '$$NOW', same: { $eq: ['$$NOW', '$$NOW'] } } }, { $unset: ['first', 'last'] }] }] }");

        var document = Assert.Single(await FindAsync());
        Assert.Equal(["_id", "name", "at", "same"], document.Names);
        Assert.Equal("Ada Lovelace", document["name"]);
        Assert.Equal(BsonType.DateTime, document["at"].BsonType);
        Assert.True(document["same"].AsBoolean);
    }

    [Fact]
    public async Task Array_elements_are_updated_by_filters()
    {
        await InsertAsync("{ _id: 1, lines: [{ sku: 'a', n: 1 }, { sku: 'b', n: 5 }] }");

        await RunAsync("{ update: 'c', updates: [{ q: {}, u: { $inc: { 'lines.$[many].n': 10 } }, arrayFilters: [{ 'many.n': { $gt: 2 } }] }] }");

        Equal("[{ sku: 'a', n: 1 }, { sku: 'b', n: 15 }]", Assert.Single(await FindAsync())["lines"]);
    }

    [Fact]
    public async Task Natural_order_is_that_of_insertion_and_its_reverse()
    {
        await InsertAsync("{ _id: 3 }", "{ _id: 1 }", "{ _id: 2 }");

        var forward = await RunAsync("{ find: 'c', sort: { $natural: 1 } }");
        var backward = await RunAsync("{ find: 'c', hint: { $natural: -1 } }");

        Equal("[{ _id: 3 }, { _id: 1 }, { _id: 2 }]", forward["cursor"]["firstBatch"]);
        Equal("[{ _id: 2 }, { _id: 1 }, { _id: 3 }]", backward["cursor"]["firstBatch"]);
    }

    [Fact]
    public async Task A_cursor_gives_batches_until_it_is_killed()
    {
        await Collection.InsertManyAsync(Enumerable.Range(0, 10).Select(x => new BsonDocument("_id", x)));
        using var session = await Server.Client.StartSessionAsync();
        Task<BsonDocument> InSessionAsync(string command) => Database.RunCommandAsync<BsonDocument>(session, BsonDocument.Parse(command));

        var id = (await InSessionAsync("{ find: 'c', batchSize: 4 }"))["cursor"]["id"].AsInt64;
        var next = await InSessionAsync($"{{ getMore: NumberLong('{id}'), collection: 'c', batchSize: 4 }}");
        var killed = await InSessionAsync($"{{ killCursors: 'c', cursors: [NumberLong('{id}')] }}");

        Assert.Equal(4, next["cursor"]["nextBatch"].AsBsonArray.Count);
        Equal($"[NumberLong('{id}')]", killed["cursorsKilled"]);
        var error = await FailAsync(InSessionAsync($"{{ getMore: NumberLong('{id}'), collection: 'c' }}"), 43, "CursorNotFound");
        Assert.Equal($"cursor id {id} not found", error["errmsg"].AsString);
    }

    [Fact]
    public async Task Documents_are_counted_and_their_values_listed()
    {
        await InsertAsync("{ _id: 1, a: [1, 2] }", "{ _id: 2, a: 2 }", "{ _id: 3, a: null }", "{ _id: 4 }");

        Assert.Equal(2, (await RunAsync("{ count: 'c', query: { a: 2 } }"))["n"].AsInt32);
        Assert.Equal(2, (await RunAsync("{ count: 'c', query: { a: null } }"))["n"].AsInt32);
        Assert.Equal(1, (await RunAsync("{ count: 'c', skip: 2, limit: 1 }"))["n"].AsInt32);
        Equal("[null, 1, 2]", (await RunAsync("{ distinct: 'c', key: 'a' }"))["values"]);
    }

    [Fact]
    public async Task One_bulk_write_goes_to_several_collections()
    {
        var reply = await RunAsAdminAsync($"{{ bulkWrite: 1, ops: [{{ insert: 0, document: {{ _id: 1 }} }}, {{ insert: 1, document: {{ _id: 1, a: 1 }} }}, {{ update: 1, filter: {{ _id: 1 }}, updateMods: {{ $inc: {{ a: 1 }} }} }}, {{ delete: 0, filter: {{ _id: 1 }} }}], nsInfo: [{{ ns: '{Name}.c' }}, {{ ns: '{Name}.d' }}] }}");

        Assert.Equal((0, 2, 1, 1, 0, 1), (reply["nErrors"].AsInt32, reply["nInserted"].AsInt32, reply["nMatched"].AsInt32, reply["nModified"].AsInt32, reply["nUpserted"].AsInt32, reply["nDeleted"].AsInt32));
        Assert.Equal(4, reply["cursor"]["firstBatch"].AsBsonArray.Count);
    }
}
