using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>Making, using, changing and dropping indexes.</summary>
public abstract class IndexContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    [Fact]
    public async Task Indexes_are_made_counted_and_listed_as_they_were_asked_for()
    {
        var reply = await CreateAsync("{ key: { a: 1, b: -1 }, name: 'ab', unique: true, partialFilterExpression: { a: { $gt: 0 } } }, { key: { at: 1 }, name: 'at', expireAfterSeconds: 60 }, { key: { s: 1 }, name: 's', sparse: true, hidden: true }");
        var again = await CreateAsync("{ key: { at: 1 }, name: 'at', expireAfterSeconds: 60 }");

        Assert.Equal((1, 4, true), (reply["numIndexesBefore"].ToInt32(), reply["numIndexesAfter"].ToInt32(), reply["createdCollectionAutomatically"].AsBoolean));
        Assert.Equal((4, "all indexes already exist"), (again["numIndexesAfter"].ToInt32(), again["note"].AsString));
        var indexes = (await RunAsync("{ listIndexes: 'c' }"))["cursor"]["firstBatch"].AsBsonArray;
        Equal("{ v: 2, key: { _id: 1 }, name: '_id_' }", indexes[0]);
        Equal("{ v: 2, key: { a: 1, b: -1 }, name: 'ab', unique: true, partialFilterExpression: { a: { $gt: 0 } } }", indexes[1]);
        Equal("{ v: 2, key: { at: 1 }, name: 'at', expireAfterSeconds: 60 }", indexes[2]);
        Equal("{ v: 2, key: { s: 1 }, name: 's', sparse: true, hidden: true }", indexes[3]);
    }

    [Theory]
    [InlineData("{ key: { a: 1 }, name: 'other' }", 85, "IndexOptionsConflict", "Index already exists with a different name: a_1")]
    [InlineData("{ key: { a: 1 }, name: 'a_1', expireAfterSeconds: 5 }", 85, "IndexOptionsConflict", "An equivalent index already exists with the same name but different options.")]
    [InlineData("{ key: { b: 1 }, name: 'a_1' }", 86, "IndexKeySpecsConflict", "An existing index has the same name as the requested index.")]
    [InlineData("{ key: { a: 0 }, name: 'zero' }", 67, "CannotCreateIndex", "Values in the index key pattern cannot be 0.")]
    [InlineData("{ key: { b: 1 }, name: 'x', nonsense: 1 }", 197, "InvalidIndexSpecificationOption", "The field 'nonsense' is not valid for an index specification")]
    public async Task One_that_conflicts_is_refused(string index, int code, string codeName, string message)
    {
        await CreateAsync("{ key: { a: 1 }, name: 'a_1' }");

        var error = await FailAsync($"{{ createIndexes: 'c', indexes: [{index}] }}", code, codeName);

        Assert.Contains(message, error["errmsg"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unique_one_over_duplicates_is_refused_with_their_key()
    {
        await InsertAsync("{ _id: 1, o: 1, n: 'x' }", "{ _id: 2, o: 1, n: 'x' }");

        var error = await FailAsync("{ createIndexes: 'c', indexes: [{ key: { o: 1, n: 1 }, name: 'on', unique: true }] }", 11000, "DuplicateKey");

        Assert.Contains($"E11000 duplicate key error collection: {Name}.c index: on dup key: {{ o: 1, n: \"x\" }}", error["errmsg"].AsString, StringComparison.Ordinal);
        Equal("{ o: 1, n: 1 }", error["keyPattern"]);
        Equal("{ o: 1, n: 'x' }", error["keyValue"]);
        Assert.Single((await RunAsync("{ listIndexes: 'c' }"))["cursor"]["firstBatch"].AsBsonArray);
    }

    [Fact]
    public async Task A_partial_unique_one_binds_only_what_it_holds()
    {
        await CreateAsync("{ key: { email: 1 }, name: 'email', unique: true, partialFilterExpression: { email: { $type: 'string' } } }");

        await InsertAsync("{ _id: 1 }", "{ _id: 2 }", "{ _id: 3, email: 'a' }");

        var reply = await RunAsync("{ insert: 'c', documents: [{ _id: 4, email: 'a' }] }");
        Assert.Equal(11000, reply["writeErrors"][0]["code"].AsInt32);
    }

    [Theory]
    [InlineData("{ find: 'c', filter: { a: 1, b: { $gt: 2 } }, sort: { b: 1 } }", "a_1_b_1")]
    [InlineData("{ find: 'c', filter: { a: { $in: [1, 2] } } }", "a_1_b_1")]
    [InlineData("{ aggregate: 'c', pipeline: [{ $match: { a: 1 } }, { $sort: { b: -1 } }], cursor: {} }", "a_1_b_1")]
    [InlineData("{ find: 'c', filter: { b: 1 } }", null)]
    [InlineData("{ find: 'c', filter: { h: 1 } }", null)]
    public async Task Explain_shows_the_index_that_is_used(string command, string? index)
    {
        await CreateAsync("{ key: { a: 1, b: 1 }, name: 'a_1_b_1' }, { key: { h: 1 }, name: 'h_1', hidden: true }");
        await Collection.InsertManyAsync(Enumerable.Range(0, 200).Select(x => new BsonDocument { { "_id", x }, { "a", x % 20 }, { "b", x }, { "h", x } }));

        var explained = await RunAsync($"{{ explain: {command}, verbosity: 'queryPlanner' }}");

        var stages = Stages(explained).Where(x => x.Contains("stage")).ToList();
        Assert.True(stages.Any(x => x["stage"] == "COLLSCAN") == (index is null), explained.ToJson());
        Assert.DoesNotContain(stages, x => x["stage"] == "SORT");
        if (index is not null)
            Assert.Equal(index, stages.First(x => x["stage"] == "IXSCAN")["indexName"].AsString);
    }

    [Fact]
    public async Task Execution_statistics_count_keys_and_documents()
    {
        await CreateAsync("{ key: { a: 1 }, name: 'a_1' }");
        await Collection.InsertManyAsync(Enumerable.Range(0, 100).Select(x => new BsonDocument { { "_id", x }, { "a", x % 10 }, { "b", x } }));

        var stats = (await RunAsync("{ explain: { find: 'c', filter: { a: 3, b: { $lt: 50 } } }, verbosity: 'executionStats' }"))["executionStats"];

        Assert.Equal((5, 10, 10), (stats["nReturned"].ToInt32(), stats["totalKeysExamined"].ToInt32(), stats["totalDocsExamined"].ToInt32()));
    }

    [Fact]
    public async Task Their_use_is_counted()
    {
        await CreateAsync("{ key: { a: 1 }, name: 'a_1' }, { key: { b: 1 }, name: 'b_1' }");
        await InsertAsync("{ _id: 1, a: 1, b: 1 }");

        await Collection.Find("{ a: 1 }").ToListAsync();
        await Collection.Find("{ a: { $gt: 0 } }").ToListAsync();
        var stats = (await AggregateAsync("{ $indexStats: {} }")).ToDictionary(x => x["name"].AsString);

        Assert.Equal(["_id_", "a_1", "b_1"], stats.Keys.Order());
        Assert.Equal((2, 0), (stats["a_1"]["accesses"]["ops"].ToInt32(), stats["b_1"]["accesses"]["ops"].ToInt32()));
        Equal("{ a: 1 }", stats["a_1"]["key"]);
        Equal("{ v: 2, key: { a: 1 }, name: 'a_1' }", stats["a_1"]["spec"]);
    }

    [Fact]
    public async Task A_hint_of_an_index_that_is_not_there_is_refused()
    {
        await InsertAsync("{ _id: 1 }");

        var error = await FailAsync("{ find: 'c', filter: { a: 1 }, hint: 'none' }", 2, "BadValue");

        Assert.EndsWith("hint provided does not correspond to an existing index", error["errmsg"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_is_changed_where_it_is()
    {
        await CreateAsync("{ key: { at: 1 }, name: 'at', expireAfterSeconds: 60 }, { key: { u: 1 }, name: 'u' }");

        var reply = await RunAsync("{ collMod: 'c', index: { name: 'at', expireAfterSeconds: 90, hidden: true } }");
        await RunAsync("{ collMod: 'c', index: { keyPattern: { u: 1 }, prepareUnique: true } }");
        await RunAsync("{ collMod: 'c', index: { keyPattern: { u: 1 }, unique: true } }");

        Assert.Equal((60, 90, false, true), (reply["expireAfterSeconds_old"].ToInt32(), reply["expireAfterSeconds_new"].ToInt32(), reply["hidden_old"].AsBoolean, reply["hidden_new"].AsBoolean));
        await InsertAsync("{ _id: 1, u: 1 }");
        Assert.Equal(11000, (await RunAsync("{ insert: 'c', documents: [{ u: 1 }] }"))["writeErrors"][0]["code"].AsInt32);
    }

    [Fact]
    public async Task They_are_dropped_by_name_by_key_and_all()
    {
        await CreateAsync("{ key: { a: 1 }, name: 'a_1' }, { key: { b: 1 }, name: 'b_1' }, { key: { c: 1 }, name: 'c_1' }");

        Assert.Equal(4, (await RunAsync("{ dropIndexes: 'c', index: 'a_1' }"))["nIndexesWas"].AsInt32);
        Assert.Equal(3, (await RunAsync("{ dropIndexes: 'c', index: { b: 1 } }"))["nIndexesWas"].AsInt32);
        var missing = await FailAsync("{ dropIndexes: 'c', index: 'a_1' }", 27, "IndexNotFound");
        var id = await FailAsync("{ dropIndexes: 'c', index: '_id_' }", 72, "InvalidOptions");
        Assert.Equal("non-_id indexes dropped for collection", (await RunAsync("{ dropIndexes: 'c', index: '*' }"))["msg"].AsString);

        Assert.Equal(("index not found with name [a_1]", "cannot drop _id index"), (missing["errmsg"].AsString, id["errmsg"].AsString));
    }

    private Task<BsonDocument> CreateAsync(string indexes) => RunAsync($"{{ createIndexes: 'c', indexes: [{indexes}] }}");

    /// <summary>The winning plan's documents, whichever engine runs it.</summary>
    private static IEnumerable<BsonDocument> Stages(BsonValue value) => value switch
    {
        BsonDocument document => document.Elements.Where(x => x.Name != "rejectedPlans").SelectMany(x => Stages(x.Value)).Prepend(document),
        BsonArray array => array.SelectMany(Stages),
        _ => [],
    };
}
