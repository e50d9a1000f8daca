using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Catalog;

public sealed class CollectionTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly IMongoDatabase _database = server.Database();

    [Fact]
    public async Task A_collection_is_listed_with_its_options_and_its_id_index()
    {
        await _database.RunAsync("{ create: 'c', capped: true, size: 1000, max: 5 }");

        var listed = await (await _database.ListCollectionsAsync()).SingleAsync();

        Assert.Equal("c", listed["name"]);
        Assert.Equal("collection", listed["type"]);
        "{ capped: true, size: NumberLong(1024), max: 5 }".Equal(listed["options"]);
        "{ v: 2, key: { _id: 1 }, name: '_id_' }".Equal(listed["idIndex"]);
        Assert.False(listed["info"]["readOnly"].AsBoolean);
        Assert.Equal(BsonBinarySubType.UuidStandard, listed["info"]["uuid"].AsBsonBinaryData.SubType);
    }

    [Fact]
    public async Task A_view_is_listed_as_one_beside_the_collection_of_views()
    {
        await _database.RunAsync("{ create: 'v', viewOn: 'c', pipeline: [{ $match: { a: 1 } }] }");

        var listed = await (await _database.ListCollectionsAsync()).ToListAsync();

        Assert.Equal(["v", "system.views"], listed.Select(x => x["name"].AsString));
        Assert.Equal("view", listed[0]["type"]);
        "{ viewOn: 'c', pipeline: [{ $match: { a: 1 } }] }".Equal(listed[0]["options"]);
        "{ readOnly: true }".Equal(listed[0]["info"]);
    }

    [Fact]
    public async Task Names_only_and_a_filter_are_what_is_listed()
    {
        await _database.RunAsync("{ create: 'a' }");
        await _database.RunAsync("{ create: 'b' }");

        var reply = await _database.RunAsync("{ listCollections: 1, nameOnly: true, filter: { name: 'b' } }");

        "{ name: 'b', type: 'collection' }".Equal(reply["cursor"]["firstBatch"].AsBsonArray.Single());
        Assert.Equal(_database.DatabaseNamespace.DatabaseName + ".$cmd.listCollections", reply["cursor"]["ns"]);
    }

    [Fact]
    public async Task A_collection_that_exists_with_the_same_options_is_no_error()
    {
        await _database.RunAsync("{ create: 'c', validator: { a: 1 } }");

        var reply = await _database.RunAsync("{ create: 'c', validator: { a: 1 } }");

        Assert.Equal(1, reply["ok"].ToInt64());
    }

    [Fact]
    public async Task A_collection_that_exists_with_other_options_is_refused()
    {
        await _database.RunAsync("{ create: 'c' }");

        var error = await _database.FailAsync("{ create: 'c', capped: true, size: 100 }");

        Assert.Equal(48, error.Code);
        Assert.Equal("NamespaceExists", error.CodeName);
        Assert.Contains(".c already exists, but with different options: { uuid: UUID(", error.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ create: 'c', nonsense: 1 }", 40415)]
    [InlineData("{ create: 'c', capped: true }", 72)]
    [InlineData("{ create: 'c', size: 100 }", 72)]
    [InlineData("{ create: 'c', validator: 1 }", 14)]
    [InlineData("{ create: 'c', collation: { locale: 'xx' } }", 2)]
    [InlineData("{ create: 'system.c' }", 73)]
    [InlineData("{ create: 'a$b' }", 73)]
    [InlineData("{ create: '' }", 73)]
    [InlineData("{ create: 'v', viewOn: 'c', pipeline: [{ $out: 'x' }] }", 167)]
    [InlineData("{ create: 'v', viewOn: 'v', pipeline: [] }", 5)]
    [InlineData("{ create: 'v', viewOn: 'c', capped: true, size: 1 }", 72)]
    [InlineData("{ create: 'v', pipeline: [] }", 72)]
    public async Task What_cannot_be_created_is_refused_with_MongoDBs_code(string command, int code)
    {
        var error = await _database.FailAsync(command);

        Assert.Equal(code, error.Code);
        Assert.Empty(await (await _database.ListCollectionsAsync()).ToListAsync());
    }

    [Fact]
    public async Task Dropping_what_is_not_there_succeeds_and_says_nothing()
    {
        var reply = await _database.RunAsync("{ drop: 'nothing' }");

        Assert.Equal(1, reply["ok"].ToInt64());
        Assert.False(reply.Contains("ns"));
    }

    [Fact]
    public async Task Dropping_says_how_many_indexes_there_were()
    {
        await _database.RunAsync("{ create: 'c' }");

        var reply = await _database.RunAsync("{ drop: 'c' }");

        Assert.Equal(1, reply["nIndexesWas"].ToInt64());
        Assert.Equal($"{_database.DatabaseNamespace}.c", reply["ns"]);
        Assert.Empty(await (await _database.ListCollectionsAsync()).ToListAsync());
    }

    [Fact]
    public async Task A_database_is_listed_until_it_is_dropped()
    {
        await _database.RunAsync("{ create: 'c' }");
        var name = _database.DatabaseNamespace.DatabaseName;

        var before = await (await server.Client.ListDatabaseNamesAsync()).ToListAsync();
        var reply = await _database.RunAsync("{ dropDatabase: 1 }");
        var after = await (await server.Client.ListDatabaseNamesAsync()).ToListAsync();

        Assert.Contains(name, before);
        Assert.Equal(name, reply["dropped"]);
        Assert.DoesNotContain(name, after);
    }

    [Fact]
    public async Task Databases_are_listed_with_sizes_and_by_filter()
    {
        await _database.RunAsync("{ create: 'c' }");

        var reply = await server.AdminAsync($"{{ listDatabases: 1, filter: {{ name: '{_database.DatabaseNamespace}' }} }}");

        var listed = Assert.Single(reply["databases"].AsBsonArray);
        Assert.Equal(["name", "sizeOnDisk", "empty"], listed.AsBsonDocument.Names);
        Assert.Equal(listed["sizeOnDisk"], reply["totalSize"]);
    }

    [Theory]
    [InlineData("admin", "{ dropDatabase: 1 }")]
    [InlineData("local", "{ dropDatabase: 1 }")]
    [InlineData("local", "{ drop: 'oplog.rs' }")]
    [InlineData("admin", "{ drop: 'system.version' }")]
    public async Task The_servers_own_are_not_dropped(string database, string command)
    {
        var error = await server.Client.GetDatabase(database).FailAsync(command);

        Assert.Equal(20, error.Code);
        Assert.Equal("IllegalOperation", error.CodeName);
    }

    [Fact]
    public async Task A_collection_is_renamed_into_another_database()
    {
        var other = server.Database().DatabaseNamespace;
        await _database.RunAsync("{ create: 'c' }");
        await _database.RunAsync("{ createIndexes: 'c', indexes: [{ key: { a: 1 }, name: 'a_1' }] }");

        await server.AdminAsync($"{{ renameCollection: '{_database.DatabaseNamespace}.c', to: '{other}.d' }}");

        Assert.Empty(await (await _database.ListCollectionNamesAsync()).ToListAsync());
        var indexes = await (await server.Client.GetDatabase(other.DatabaseName).GetCollection<BsonDocument>("d").Indexes.ListAsync()).ToListAsync();
        Assert.Equal(["_id_", "a_1"], indexes.Select(x => x["name"].AsString));
    }

    [Fact]
    public async Task Renaming_replaces_a_target_only_when_told_to()
    {
        await _database.RunAsync("{ create: 'a' }");
        await _database.RunAsync("{ create: 'b' }");
        var command = $"renameCollection: '{_database.DatabaseNamespace}.a', to: '{_database.DatabaseNamespace}.b'";

        var error = await server.Client.GetDatabase("admin").FailAsync($"{{ {command} }}");
        await server.AdminAsync($"{{ {command}, dropTarget: true }}");

        Assert.Equal(48, error.Code);
        Assert.Equal("target namespace exists", error.ErrorMessage);
        Assert.Equal(["b"], await (await _database.ListCollectionNamesAsync()).ToListAsync());
    }

    [Fact]
    public async Task Renaming_what_is_not_there_is_refused()
    {
        var error = await server.Client.GetDatabase("admin").FailAsync($"{{ renameCollection: '{_database.DatabaseNamespace}.a', to: '{_database.DatabaseNamespace}.b' }}");

        Assert.Equal(26, error.Code);
    }

    [Fact]
    public async Task A_command_of_admin_is_refused_elsewhere()
    {
        var error = await _database.FailAsync("{ renameCollection: 'a.b', to: 'a.c' }");

        Assert.Equal(13, error.Code);
        Assert.Equal("renameCollection may only be run against the admin database.", error.ErrorMessage);
    }

    [Fact]
    public async Task Collections_are_modified()
    {
        await _database.RunAsync("{ create: 'c' }");

        await _database.RunAsync("{ collMod: 'c', validator: { a: { $gt: 1 } }, validationLevel: 'moderate', validationAction: 'warn' }");

        var listed = await (await _database.ListCollectionsAsync()).SingleAsync();
        "{ validator: { a: { $gt: 1 } }, validationLevel: 'moderate', validationAction: 'warn' }".Equal(listed["options"]);
        Assert.Equal(26, (await _database.FailAsync("{ collMod: 'none', validator: {} }")).Code);
    }

    [Fact]
    public async Task Search_indexes_are_refused_as_without_Atlas()
    {
        var error = await _database.FailAsync("{ createSearchIndexes: 'c', indexes: [{ definition: {} }] }");

        Assert.Equal(31082, error.Code);
        Assert.Contains("Atlas", error.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Operations_of_an_oplog_are_applied()
    {
        var ns = $"{_database.DatabaseNamespace}.c";

        var reply = await server.AdminAsync($"{{ applyOps: [{{ op: 'i', ns: '{ns}', o: {{ _id: 1, a: 1 }} }}, {{ op: 'u', ns: '{ns}', o2: {{ _id: 1 }}, o: {{ $v: 2, diff: {{ u: {{ a: 2 }} }} }} }}] }}");
        var validated = await _database.RunAsync("{ validate: 'c' }");

        Assert.Equal(2, reply["applied"].ToInt64());
        Assert.Equal(new BsonArray { true, true }, reply["results"]);
        Assert.Equal(1, validated["nrecords"].ToInt64());
        Assert.True(validated["valid"].AsBoolean);
    }
}
