using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Wire;

public sealed class DriverTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("")]
    [InlineData("&compressors=zstd,snappy,zlib")]
    [InlineData("&compressors=snappy")]
    [InlineData("&compressors=zlib")]
    [InlineData("&directConnection=true")]
    [InlineData("&retryWrites=false&retryReads=false")]
    [InlineData("&readPreference=secondaryPreferred")]
    [InlineData("&readConcernLevel=majority")]
    [InlineData("&readConcernLevel=snapshot")]
    [InlineData("&w=majority&journal=true&wtimeoutMS=5000")]
    [InlineData("&appName=wire&maxPoolSize=3&minPoolSize=1&serverMonitoringMode=poll")]
    public async Task The_driver_writes_and_reads_with_options(string options)
    {
        using var client = new MongoClient($"{server.Server.ConnectionString}{options}");
        await RoundTripAsync(client);
    }

    [Fact]
    public async Task The_driver_finds_the_set_from_its_one_host_without_its_name()
    {
        using var client = new MongoClient($"mongodb://127.0.0.1:{server.Server.Port}/");
        await RoundTripAsync(client);
    }

    [Fact]
    public async Task A_strict_client_of_the_stable_API_gets_its_commands_only()
    {
        var settings = MongoClientSettings.FromConnectionString(server.Server.ConnectionString);
        settings.ServerApi = new ServerApi(ServerApiVersion.V1, strict: true, deprecationErrors: true);
        using var client = new MongoClient(settings);
        await RoundTripAsync(client);

        var error = await client.GetDatabase("admin").FailAsync("{ usersInfo: 1 }");

        Assert.Equal((323, "APIStrictError"), (error.Code, error.CodeName));
    }

    [Fact]
    public async Task Unacknowledged_writes_are_done()
    {
        var collection = server.Database().GetCollection<BsonDocument>("c");

        await collection.WithWriteConcern(WriteConcern.Unacknowledged).InsertOneAsync(new BsonDocument("_id", 1));

        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (await collection.CountDocumentsAsync("{}") == 0)
            Assert.True(DateTime.UtcNow < deadline, "The write was not done.");
    }

    private static async Task RoundTripAsync(MongoClient client)
    {
        var database = client.GetDatabase("t" + Guid.NewGuid().ToString("N"));
        var collection = database.GetCollection<BsonDocument>("c");
        var text = string.Concat(Enumerable.Repeat("text ", 1_000));

        await collection.InsertManyAsync(Enumerable.Range(0, 500).Select(x => new BsonDocument { { "_id", x }, { "text", text } }));
        await collection.UpdateManyAsync("{ _id: { $lt: 100 } }", "{ $set: { low: true } }");
        await collection.FindOneAndDeleteAsync("{ _id: 0 }");
        var found = await collection.Find("{ low: true }").ToListAsync();
        var all = await collection.Aggregate(new AggregateOptions { BatchSize = 50 }).Match("{}").ToListAsync();
        await client.DropDatabaseAsync(database.DatabaseNamespace.DatabaseName);

        Assert.Equal(99, found.Count);
        Assert.Equal(499, all.Count);
        Assert.All(all, x => Assert.Equal(text, x["text"].AsString));
    }
}
