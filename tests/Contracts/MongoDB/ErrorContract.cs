using MongoDB.Bson;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>What a command that is wrong is answered with.</summary>
public abstract class ErrorContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    [Theory]
    [InlineData("{ nonsense: 1 }", 59, "CommandNotFound", "no such command: 'nonsense'")]
    [InlineData("{ find: 'c', nonsense: 1 }", 40415, null, "BSON field 'find.nonsense' is an unknown field.")]
    [InlineData("{ insert: 'c' }", 40414, null, "BSON field 'insert.documents' is missing but a required field")]
    [InlineData("{ update: 'c', updates: [{ q: {} }] }", 40414, null, "BSON field 'update.updates.u' is missing but a required field")]
    [InlineData("{ find: 'c', filter: 5 }", 14, "TypeMismatch", "BSON field 'find.filter' is the wrong type 'int', expected type 'object'")]
    [InlineData("{ find: 'c', batchSize: -1 }", 51024, "Location51024", "BSON field 'batchSize' value must be >= 0, actual value '-1'")]
    [InlineData("{ find: 'c', limit: -1 }", 51024, "Location51024", "BSON field 'limit' value must be >= 0, actual value '-1'")]
    [InlineData("{ find: 'c', filter: { a: { $nonsense: 1 } } }", 2, "BadValue", "unknown operator: $nonsense")]
    [InlineData("{ find: 'c', filter: { $nonsense: 1 } }", 2, "BadValue", "unknown top level operator: $nonsense. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.")]
    [InlineData("{ find: 'c', filter: { $and: [] } }", 2, "BadValue", "$and/$or/$nor must be a nonempty array")]
    [InlineData("{ find: 'c', filter: { a: { $in: 1 } } }", 2, "BadValue", "$in needs an array")]
    [InlineData("{ find: 'c', filter: { a: { $exists: true, $regex: '(' } } }", 51091, "Location51091", null)]
    [InlineData("{ find: 'c', projection: { a: 1, b: 0 } }", 31254, "Location31254", "Cannot do exclusion on field b in inclusion projection")]
    [InlineData("{ find: 'c', sort: { a: 2 } }", 15975, "Location15975", "$sort key ordering must be 1 (for ascending) or -1 (for descending)")]
    [InlineData("{ listIndexes: 'none' }", 26, "NamespaceNotFound", null)]
    [InlineData("{ collMod: 'none', validator: {} }", 26, "NamespaceNotFound", null)]
    [InlineData("{ applyOps: [] }", 13, "Unauthorized", "applyOps may only be run against the admin database.")]
    [InlineData("{ find: 'c', readConcern: { level: 'nonsense' } }", 2, "BadValue", null)]
    [InlineData("{ insert: 'c', documents: [] }", 16, "InvalidLength", "Write batch sizes must be between 1 and 100000. Got 0 operations.")]
    [InlineData("{ delete: 'c', deletes: [{ q: {}, limit: 2 }] }", 9, "FailedToParse", "The limit field in delete objects must be 0 or 1. Got 2")]
    [InlineData("{ findAndModify: 'c', query: {} }", 9, "FailedToParse", "Either an update or remove=true must be specified")]
    [InlineData("{ getMore: NumberLong(12345), collection: 'c' }", 43, "CursorNotFound", "cursor id 12345 not found")]
    public async Task It_is_refused_with_its_code(string command, int code, string? codeName, string? message)
    {
        var error = await FailAsync(command, code, codeName);

        Assert.Equal((0.0, code), (error["ok"].ToDouble(), error["code"].AsInt32));
        if (message is not null)
            Assert.Equal(message, error["errmsg"].AsString);
    }

    [Fact]
    public async Task A_write_that_can_not_be_acknowledged_by_so_many_is_done_and_says_so()
    {
        var error = await Assert.ThrowsAnyAsync<global::MongoDB.Driver.MongoCommandException>(() => RunAsync("{ insert: 'c', documents: [{ _id: 1 }], writeConcern: { w: 5, wtimeout: 1000 } }"));

        var concern = error.Result["writeConcernError"];
        Assert.Equal((100, "UnsatisfiableWriteConcern", "Not enough data-bearing nodes"), (concern["code"].AsInt32, concern["codeName"].AsString, concern["errmsg"].AsString));
        Assert.Single(await FindAsync());
    }

    [Fact]
    public async Task A_command_has_a_time_limit()
    {
        await Collection.InsertManyAsync(Enumerable.Range(0, 2000).Select(x => new BsonDocument("_id", x)));

        await Assert.ThrowsAsync<global::MongoDB.Driver.MongoExecutionTimeoutException>(() => RunAsync("{ aggregate: 'c', pipeline: [{ $lookup: { from: 'c', pipeline: [{ $match: { $expr: { $gt: [{ $rand: {} }, 2] } } }], as: 'x' } }, { $lookup: { from: 'c', let: { i: '$_id' }, pipeline: [{ $match: { $expr: { $eq: [{ $mod: ['$_id', 7] }, '$$i'] } } }], as: 'y' } }, { $count: 'n' }], cursor: {}, maxTimeMS: 20 }"));
    }
}
