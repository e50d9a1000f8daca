using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace Pipeline.Contracts.MongoDB;

/// <summary>Databases and collections: listing, making, renaming, dropping; and what the server says of itself.</summary>
public abstract class AdministrationContract(IMongoServerUnderTest server, ITestOutputHelper output) : MongoContract(server, output)
{
    [Fact]
    public async Task Collections_are_listed_with_their_options()
    {
        await RunAsync("{ create: 'plain' }");
        await RunAsync("{ create: 'capped', capped: true, size: 4096, max: 10 }");
        await RunAsync("{ create: 'german', collation: { locale: 'de' } }");
        await RunAsync("{ create: 'view', viewOn: 'plain', pipeline: [{ $match: { a: 1 } }] }");

        var all = (await RunAsync("{ listCollections: 1 }"))["cursor"]["firstBatch"].AsBsonArray.ToDictionary(x => x["name"].AsString, x => x.AsBsonDocument);
        var names = (await RunAsync("{ listCollections: 1, nameOnly: true, filter: { name: { $regex: '^p' } } }"))["cursor"]["firstBatch"];

        Assert.Equal(["name", "type", "options", "info", "idIndex"], all["plain"].Names);
        Equal("{}", all["plain"]["options"]);
        Equal("{ v: 2, key: { _id: 1 }, name: '_id_' }", all["plain"]["idIndex"]);
        Assert.Equal((BsonBinarySubType.UuidStandard, false), (all["plain"]["info"]["uuid"].AsBsonBinaryData.SubType, all["plain"]["info"]["readOnly"].AsBoolean));
        Equal("{ capped: true, size: 4096, max: 10 }", all["capped"]["options"]);
        Assert.Equal("de", all["german"]["options"]["collation"]["locale"].AsString);
        Assert.Equal("view", all["view"]["type"].AsString);
        Equal("{ viewOn: 'plain', pipeline: [{ $match: { a: 1 } }] }", all["view"]["options"]);
        Equal("[{ name: 'plain', type: 'collection' }]", names);
    }

    [Fact]
    public async Task Databases_are_listed_while_they_hold_something()
    {
        await InsertAsync("{ _id: 1 }");

        var listed = (await RunAsAdminAsync($"{{ listDatabases: 1, filter: {{ name: '{Name}' }} }}"))["databases"].AsBsonArray;
        await RunAsync("{ dropDatabase: 1 }");
        var after = (await RunAsAdminAsync($"{{ listDatabases: 1, nameOnly: true, filter: {{ name: '{Name}' }} }}"))["databases"].AsBsonArray;

        var database = Assert.Single(listed).AsBsonDocument;
        Assert.Equal((Name, false), (database["name"].AsString, database["empty"].AsBoolean));
        Assert.True(database.Contains("sizeOnDisk"));
        Assert.Empty(after);
    }

    [Fact]
    public async Task A_collection_that_is_there_is_not_made_as_another()
    {
        await RunAsync("{ create: 'c' }");

        await RunAsync("{ create: 'c' }");
        await FailAsync("{ create: 'c', capped: true, size: 4096 }", 48, "NamespaceExists");
    }

    [Fact]
    public async Task A_collection_is_renamed_over_another_only_if_that_is_asked_for()
    {
        await InsertAsync("{ _id: 1 }");
        await RunAsync("{ create: 'd' }");

        var exists = await FailAsync(RunAsAdminAsync($"{{ renameCollection: '{Name}.c', to: '{Name}.d' }}"), 48, "NamespaceExists");
        var missing = await FailAsync(RunAsAdminAsync($"{{ renameCollection: '{Name}.none', to: '{Name}.e' }}"), 26, "NamespaceNotFound");
        await RunAsAdminAsync($"{{ renameCollection: '{Name}.c', to: '{Name}.d', dropTarget: true }}");

        Assert.Equal("target namespace exists", exists["errmsg"].AsString);
        Assert.Equal($"Source collection {Name}.none does not exist", missing["errmsg"].AsString);
        Assert.Equal(1, await Database.GetCollection<BsonDocument>("d").CountDocumentsAsync("{}"));
        Assert.Empty(await FindAsync());
    }

    [Fact]
    public async Task Dropping_what_is_not_there_is_no_error()
    {
        await InsertAsync("{ _id: 1 }");

        var dropped = await RunAsync("{ drop: 'c' }");
        await RunAsync("{ drop: 'c' }");

        Assert.Equal(($"{Name}.c", 1), (dropped["ns"].AsString, dropped["nIndexesWas"].AsInt32));
    }

    [Fact]
    public async Task A_capped_collection_keeps_the_newest()
    {
        await RunAsync("{ create: 'c', capped: true, size: 100000, max: 3 }");

        await InsertAsync("{ _id: 1 }", "{ _id: 2 }", "{ _id: 3 }", "{ _id: 4 }");

        Assert.Equal([2, 3, 4], (await FindAsync()).Select(x => x["_id"].AsInt32));
    }

    [Fact]
    public async Task The_server_is_the_primary_of_a_replica_set_of_MongoDB_8()
    {
        var hello = await RunAsAdminAsync("{ hello: 1 }");
        var build = await RunAsAdminAsync("{ buildInfo: 1 }");

        Assert.True(hello["isWritablePrimary"].AsBoolean);
        Assert.NotEmpty(hello["setName"].AsString);
        Assert.Equal(25, hello["maxWireVersion"].AsInt32);
        Assert.StartsWith("8.0.", build["version"].AsString, StringComparison.Ordinal);
        Assert.Equal(8, build["versionArray"][0].AsInt32);
    }

    [Fact]
    public async Task Sizes_are_told()
    {
        await InsertAsync("{ _id: 1, text: 'some' }", "{ _id: 2 }");

        var database = await RunAsync("{ dbStats: 1 }");
        var collection = await RunAsync("{ collStats: 'c' }");

        Assert.Equal((Name, 1, 2), (database["db"].AsString, database["collections"].ToInt32(), database["objects"].ToInt32()));
        Assert.Equal(($"{Name}.c", 2, 1), (collection["ns"].AsString, collection["count"].ToInt32(), collection["nindexes"].ToInt32()));
        Assert.True(database["dataSize"].ToInt64() > 0);
    }

    [Fact]
    public async Task A_command_that_runs_is_seen_and_killed()
    {
        await InsertAsync("{ _id: 1 }");
        using var session = await Server.Client.StartSessionAsync();
        session.StartTransaction();
        await Collection.UpdateOneAsync(session, "{ _id: 1 }", "{ $set: { a: 1 } }");
        var blocked = Collection.UpdateOneAsync("{ _id: 1 }", "{ $set: { b: 1 } }", new UpdateOptions { Comment = Name });

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        BsonValue? running = null;
        while (running is null)
        {
            patience.Token.ThrowIfCancellationRequested();
            running = (await RunAsAdminAsync($"{{ currentOp: 1, active: true, 'command.comment': '{Name}' }}"))["inprog"].AsBsonArray.FirstOrDefault();
        }

        await RunAsAdminAsync($"{{ killOp: 1, op: {running["opid"]} }}");
        var error = await Assert.ThrowsAnyAsync<MongoException>(() => blocked);
        await session.AbortTransactionAsync();

        Assert.Contains("operation was interrupted", error.Message, StringComparison.Ordinal);
    }
}
