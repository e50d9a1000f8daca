using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Catalog;

public sealed class IndexTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly IMongoDatabase _database = server.Database();

    [Fact]
    public async Task Creating_an_index_creates_the_collection_and_counts()
    {
        var first = await CreateAsync("{ key: { a: 1 }, name: 'a_1' }");
        var second = await CreateAsync("{ key: { b: -1 }, name: 'b_-1', unique: true }");

        Assert.True(first["createdCollectionAutomatically"].AsBoolean);
        Assert.Equal(1, first["numIndexesBefore"].ToInt64());
        Assert.Equal(2, first["numIndexesAfter"].ToInt64());
        Assert.False(second["createdCollectionAutomatically"].AsBoolean);
        Assert.Equal(3, second["numIndexesAfter"].ToInt64());
    }

    [Fact]
    public async Task An_index_that_is_there_is_noted()
    {
        await CreateAsync("{ key: { a: 1 }, name: 'a_1' }");

        var reply = await CreateAsync("{ key: { a: 1 }, name: 'a_1' }");

        Assert.Equal("all indexes already exist", reply["note"]);
        Assert.Equal(2, reply["numIndexesAfter"].ToInt64());
    }

    [Theory]
    [InlineData("{ key: { a: 1 }, name: 'other' }", 85, "Index already exists with a different name: a_1")]
    [InlineData("{ key: { a: 1 }, name: 'a_1', expireAfterSeconds: 5 }", 85, "An equivalent index already exists with the same name but different options. Requested index: { v: 2, key: { a: 1 }, name: \"a_1\", expireAfterSeconds: 5 }, existing index: { v: 2, key: { a: 1 }, name: \"a_1\" }")]
    [InlineData("{ key: { a: 1 }, name: 'other', expireAfterSeconds: 5 }", 85, "An equivalent index already exists with a different name and options.")]
    [InlineData("{ key: { b: 1 }, name: 'a_1' }", 86, "An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: { v: 2, key: { b: 1 }, name: \"a_1\" }, existing index: { v: 2, key: { a: 1 }, name: \"a_1\" }")]
    [InlineData("{ key: { a: 1 }, name: 'a_1', unique: true }", 86, "An existing index has the same name as the requested index.")]
    [InlineData("{ key: { a: 'text' }, name: 'text' }", 67, "'text' indexes")]
    [InlineData("{ key: {}, name: 'empty' }", 67, "Index keys cannot be empty.")]
    [InlineData("{ key: { a: 0 }, name: 'zero' }", 67, "Values in the index key pattern cannot be 0.")]
    [InlineData("{ key: { a: 1 }, name: 'x', nonsense: 1 }", 197, "The field 'nonsense' is not valid for an index specification.")]
    public async Task What_conflicts_is_refused(string index, int code, string message)
    {
        await CreateAsync("{ key: { a: 1 }, name: 'a_1' }");

        var error = await FailAsync(index);

        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(["_id_", "a_1"], await NamesAsync());
    }

    [Fact]
    public async Task One_key_may_have_indexes_that_differ_in_uniqueness_filter_or_collation()
    {
        await CreateAsync("{ key: { a: 1 }, name: 'plain' }, { key: { a: 1 }, name: 'unique', unique: true }, { key: { a: 1 }, name: 'partial', partialFilterExpression: { b: 1 } }, { key: { a: 1 }, name: 'german', collation: { locale: 'de' } }");

        Assert.Equal(["_id_", "plain", "unique", "partial", "german"], await NamesAsync());
    }

    [Fact]
    public async Task One_list_names_an_index_once()
    {
        var error = await FailAsync("{ key: { a: 1 }, name: 'a_1' }, { key: { a: 1 }, name: 'a_1' }");

        Assert.Equal(68, error.Code);
        Assert.Empty(await (await _database.ListCollectionNamesAsync()).ToListAsync());
    }

    [Fact]
    public async Task There_are_at_most_64()
    {
        await CreateAsync(string.Join(", ", Enumerable.Range(1, 63).Select(x => $"{{ key: {{ a{x}: 1 }}, name: 'a{x}' }}")));

        var error = await FailAsync("{ key: { more: 1 }, name: 'more' }");

        Assert.Equal(67, error.Code);
        Assert.Contains("add index fails, too many indexes for", error.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Indexes_are_dropped_by_name_key_list_and_star()
    {
        await CreateAsync(string.Join(", ", "abcde".Select(x => $"{{ key: {{ {x}: 1 }}, name: '{x}_1' }}")));

        var byName = await _database.RunAsync("{ dropIndexes: 'c', index: 'a_1' }");
        await _database.RunAsync("{ dropIndexes: 'c', index: { b: 1 } }");
        await _database.RunAsync("{ dropIndexes: 'c', index: ['c_1'] }");
        var left = await NamesAsync();
        var all = await _database.RunAsync("{ dropIndexes: 'c', index: '*' }");

        Assert.Equal(6, byName["nIndexesWas"].ToInt64());
        Assert.Equal(["_id_", "d_1", "e_1"], left);
        Assert.Equal("non-_id indexes dropped for collection", all["msg"]);
        Assert.Equal(["_id_"], await NamesAsync());
    }

    [Theory]
    [InlineData("'none'", 27, "index not found with name [none]")]
    [InlineData("{ z: 1 }", 27, "can't find index with key: { z: 1 }")]
    [InlineData("'_id_'", 72, "cannot drop _id index")]
    [InlineData("{ _id: 1 }", 72, "cannot drop _id index")]
    [InlineData("['a_1', 'none']", 27, "index not found with name [none]")]
    public async Task What_cannot_be_dropped_is_refused(string index, int code, string message)
    {
        await CreateAsync("{ key: { a: 1 }, name: 'a_1' }");

        var error = await _database.FailAsync($"{{ dropIndexes: 'c', index: {index} }}");

        Assert.Equal(code, error.Code);
        Assert.Equal(message, error.ErrorMessage);
        Assert.Equal(["_id_", "a_1"], await NamesAsync());
    }

    [Fact]
    public async Task Indexes_of_a_collection_that_is_not_there_cannot_be_listed()
    {
        var error = await _database.FailAsync("{ listIndexes: 'none' }");

        Assert.Equal(26, error.Code);
        Assert.Equal($"ns does not exist: {_database.DatabaseNamespace}.none", error.ErrorMessage);
    }

    [Fact]
    public async Task A_TTL_index_gets_another_time_and_hides()
    {
        await CreateAsync("{ key: { a: 1 }, name: 'a_1', expireAfterSeconds: 5 }");

        var reply = await _database.RunAsync("{ collMod: 'c', index: { name: 'a_1', expireAfterSeconds: 7, hidden: true } }");

        Assert.Equal(5, reply["expireAfterSeconds_old"].ToInt64());
        Assert.Equal(7, reply["expireAfterSeconds_new"].ToInt64());
        Assert.Equal((BsonValue)false, reply["hidden_old"]);
        Assert.Equal((BsonValue)true, reply["hidden_new"]);
        var index = (await (await _database.GetCollection<BsonDocument>("c").Indexes.ListAsync()).ToListAsync())[1];
        "{ v: 2, key: { a: 1 }, name: 'a_1', expireAfterSeconds: NumberLong(7), hidden: true }".Equal(index);
    }

    [Fact]
    public async Task An_index_over_duplicates_does_not_become_unique_and_says_which_they_are()
    {
        var ns = $"{_database.DatabaseNamespace}.c";
        await CreateAsync("{ key: { x: 1 }, name: 'x_1' }");
        await server.AdminAsync($"{{ applyOps: [{{ op: 'i', ns: '{ns}', o: {{ _id: 1, x: 1 }} }}, {{ op: 'i', ns: '{ns}', o: {{ _id: 2, x: 1 }} }}, {{ op: 'i', ns: '{ns}', o: {{ _id: 3, x: 2 }} }}] }}");

        await _database.RunAsync("{ collMod: 'c', index: { keyPattern: { x: 1 }, prepareUnique: true } }");
        var refused = await server.Client.GetDatabase("admin").FailAsync($"{{ applyOps: [{{ op: 'i', ns: '{ns}', o: {{ _id: 4, x: 1 }} }}] }}");
        var error = await _database.FailAsync("{ collMod: 'c', index: { keyPattern: { x: 1 }, unique: true } }");

        Assert.Equal(11000, refused.Code);
        Assert.Equal(359, error.Code);
        Assert.Equal("CannotConvertIndexToUnique", error.CodeName);
        Assert.Equal(BsonDocument.Parse("{ violations: [{ ids: [1, 2] }] }")["violations"], error.Result["violations"]);
    }

    [Fact]
    public async Task A_batch_size_leaves_the_rest_in_a_cursor()
    {
        await CreateAsync("{ key: { a: 1 }, name: 'a_1' }, { key: { b: 1 }, name: 'b_1' }");

        var reply = await _database.RunAsync("{ listIndexes: 'c', cursor: { batchSize: 1 } }");

        Assert.Single(reply["cursor"]["firstBatch"].AsBsonArray);
        Assert.NotEqual(0, reply["cursor"]["id"].ToInt64());
    }

    private Task<BsonDocument> CreateAsync(string indexes) => _database.RunAsync($"{{ createIndexes: 'c', indexes: [{indexes}] }}");

    private Task<MongoCommandException> FailAsync(string indexes) => _database.FailAsync($"{{ createIndexes: 'c', indexes: [{indexes}] }}");

    private async Task<IEnumerable<string>> NamesAsync() =>
        (await (await _database.GetCollection<BsonDocument>("c").Indexes.ListAsync()).ToListAsync()).Select(x => x["name"].AsString);
}
