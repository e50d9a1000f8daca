using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Diagnostics;

public sealed class DiagnosticsTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly IMongoDatabase _database = server.Database();

    [Fact]
    public async Task The_build_says_what_it_is()
    {
        var reply = await server.AdminAsync("{ buildInfo: 1 }");

        Assert.Equal("8.0.13", reply["version"].AsString);
        Assert.Equal(new BsonArray { 8, 0, 13, 0 }, reply["versionArray"]);
        Assert.Equal("embedded", reply["gitVersion"].AsString);
        Assert.Contains("not for production data", reply["pipelineEmbedded"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_counts_operations()
    {
        var before = (await server.AdminAsync("{ serverStatus: 1 }"))["opcounters"];

        await _database.GetCollection<BsonDocument>("c").InsertManyAsync([new BsonDocument("a", 1), new BsonDocument("a", 2)]);
        await _database.GetCollection<BsonDocument>("c").Find("{}").ToListAsync();
        var status = await server.AdminAsync("{ serverStatus: 1, repl: 0 }");

        Assert.Equal(before["insert"].AsInt64 + 2, status["opcounters"]["insert"].AsInt64);
        Assert.Equal(before["query"].AsInt64 + 1, status["opcounters"]["query"].AsInt64);
        Assert.Equal("embedded", status["storageEngine"]["name"].AsString);
        Assert.True(status["connections"]["current"].AsInt32 > 0);
        Assert.False(status.Contains("repl"));
    }

    [Fact]
    public async Task Parameters_are_read_and_set()
    {
        var version = await server.AdminAsync("{ getParameter: 1, featureCompatibilityVersion: 1 }");
        var was = await server.AdminAsync("{ setParameter: 1, transactionLifetimeLimitSeconds: 30 }");
        var all = await server.AdminAsync("{ getParameter: '*' }");

        Assert.Equal("8.0", version["featureCompatibilityVersion"]["version"].AsString);
        Assert.Equal(60, was["was"].AsInt32);
        Assert.Equal(30, all["transactionLifetimeLimitSeconds"].AsInt32);
    }

    [Theory]
    [InlineData("{ getParameter: 1, nonsense: 1 }", 72, "no option found to get")]
    [InlineData("{ setParameter: 1, nonsense: 1 }", 72, "attempted to set unrecognized parameter [nonsense]")]
    [InlineData("{ setParameter: 1, enableTestCommands: false }", 72, "not allowed to change [enableTestCommands] at runtime")]
    [InlineData("{ setParameter: 1, transactionLifetimeLimitSeconds: 0 }", 2, "Invalid value for parameter transactionLifetimeLimitSeconds")]
    [InlineData("{ profile: 2 }", 238, "no profiler")]
    [InlineData("{ setDefaultRWConcern: 1, defaultWriteConcern: { w: 2 } }", 72, "one node")]
    [InlineData("{ fsyncUnlock: 1 }", 20, "fsyncUnlock called when not locked")]
    [InlineData("{ getFreeMonitoringStatus: 1 }", 59, "no such command: 'getFreeMonitoringStatus'")]
    [InlineData("{ getLog: 'nonsense' }", 96, "nonsense")]
    public async Task What_is_not_there_is_refused(string command, int code, string message)
    {
        var error = await server.Client.GetDatabase("admin").FailAsync(command);

        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sizes_add_up()
    {
        await _database.GetCollection<BsonDocument>("c").InsertManyAsync(Enumerable.Range(0, 10).Select(x => new BsonDocument { { "_id", x }, { "text", "0123456789" } }));
        var bytes = new BsonDocument { { "_id", 0 }, { "text", "0123456789" } }.ToBson().Length * 10;

        var collection = await _database.RunAsync("{ collStats: 'c' }");
        var database = await _database.RunAsync("{ dbStats: 1 }");
        var size = await _database.RunAsync($"{{ dataSize: '{_database.DatabaseNamespace}.c' }}");
        var none = await _database.RunAsync("{ collStats: 'none' }");

        Assert.Equal(10, collection["count"].ToInt32());
        Assert.Equal(bytes, collection["size"].ToInt32());
        Assert.Equal(bytes / 10, collection["avgObjSize"].ToInt32());
        Assert.True(collection["indexSizes"]["_id_"].ToInt64() > 0);
        Assert.Equal(bytes, database["dataSize"].ToInt32());
        Assert.Equal(1, database["collections"].ToInt32());
        Assert.Equal(10, size["numObjects"].ToInt32());
        Assert.Equal(0, none["count"].ToInt32());
    }

    [Fact]
    public async Task Pipelines_have_the_same_statistics()
    {
        var collection = _database.GetCollection<BsonDocument>("c");
        await collection.InsertOneAsync(new BsonDocument("a", 1));

        var statistics = await collection.Aggregate<BsonDocument>(new[] { BsonDocument.Parse("{ $collStats: { storageStats: {}, count: {}, latencyStats: {} } }") }).SingleAsync();
        var indexes = await collection.Aggregate<BsonDocument>(new[] { BsonDocument.Parse("{ $indexStats: {} }") }).ToListAsync();
        var running = await server.Client.GetDatabase("admin").Aggregate<BsonDocument>(new[] { BsonDocument.Parse("{ $currentOp: {} }") }).ToListAsync();

        Assert.Equal(1, statistics["count"].ToInt32());
        Assert.Equal(1, statistics["storageStats"]["count"].ToInt32());
        Assert.Equal(1, statistics["latencyStats"]["writes"]["ops"].ToInt32());
        Assert.Equal("_id_", Assert.Single(indexes)["name"].AsString);
        Assert.Contains(running, x => x["command"].AsBsonDocument.Contains("aggregate"));
    }

    [Fact]
    public async Task A_locked_server_keeps_writes_waiting_and_reads_not()
    {
        await using var locked = await EmbeddedMongoServer.StartAsync();
        using var client = new MongoClient(locked.ConnectionString);
        var collection = client.GetDatabase("db").GetCollection<BsonDocument>("c");
        await collection.InsertOneAsync(new BsonDocument("_id", 1));

        Assert.Equal(1, (await client.GetDatabase("admin").RunAsync("{ fsync: 1, lock: true }"))["lockCount"].ToInt32());
        Assert.Equal(2, (await client.GetDatabase("admin").RunAsync("{ fsync: 1, lock: true }"))["lockCount"].ToInt32());
        var writing = collection.InsertOneAsync(new BsonDocument("_id", 2));
        await Assert.ThrowsAsync<MongoExecutionTimeoutException>(() => client.GetDatabase("db").RunAsync("{ insert: 'c', documents: [{ _id: 3 }], maxTimeMS: 50 }"));
        var read = await collection.CountDocumentsAsync("{}");
        var first = await client.GetDatabase("admin").RunAsync("{ fsyncUnlock: 1 }");
        var stillWaits = !writing.IsCompleted;
        var last = await client.GetDatabase("admin").RunAsync("{ fsyncUnlock: 1 }");
        await writing.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(1, read);
        Assert.Equal(1, first["lockCount"].ToInt32());
        Assert.True(stillWaits);
        Assert.Equal(0, last["lockCount"].ToInt32());
        Assert.Equal(2, await collection.CountDocumentsAsync("{}"));
    }

    [Fact]
    public async Task A_locked_server_stops_all_the_same()
    {
        var locked = await EmbeddedMongoServer.StartAsync();
        using var client = new MongoClient(locked.ConnectionString);
        await client.GetDatabase("admin").RunAsync("{ fsync: 1, lock: true }");

        await locked.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAnyAsync<Exception>(() => client.GetDatabase("admin").RunCommandAsync<BsonDocument>("{ ping: 1 }", cancellationToken: new CancellationTokenSource(TimeSpan.FromSeconds(1)).Token));
    }

    [Fact]
    public async Task An_operation_is_found_and_killed()
    {
        await using var own = await EmbeddedMongoServer.StartAsync();
        using var client = new MongoClient(own.ConnectionString);
        var admin = client.GetDatabase("admin");
        await admin.RunAsync("{ fsync: 1, lock: true }");
        var writing = client.GetDatabase("db").RunAsync("{ create: 'c' }");

        BsonArray found = [];
        for (var deadline = DateTime.UtcNow.AddSeconds(30); found.Count == 0 && DateTime.UtcNow < deadline;)
            found = (await admin.RunAsync("{ currentOp: 1, 'command.create': 'c' }"))["inprog"].AsBsonArray;
        await admin.RunAsync($"{{ killOp: 1, op: {found[0]["opid"]} }}");
        var error = await Assert.ThrowsAsync<MongoCommandException>(() => writing);
        await admin.RunAsync("{ fsyncUnlock: 1 }");

        Assert.Equal("db.c", found[0]["ns"].AsString);
        Assert.Equal(11601, error.Code);
    }

    [Theory]
    [InlineData("{ replSetGetStatus: 1 }", "members")]
    [InlineData("{ replSetGetConfig: 1 }", "config")]
    [InlineData("{ hostInfo: 1 }", "system")]
    [InlineData("{ getCmdLineOpts: 1 }", "parsed")]
    [InlineData("{ getLog: 'startupWarnings' }", "log")]
    [InlineData("{ whatsmyuri: 1 }", "you")]
    [InlineData("{ listCommands: 1 }", "commands")]
    [InlineData("{ getDefaultRWConcern: 1 }", "defaultWriteConcern")]
    [InlineData("{ fsync: 1 }", "numFiles")]
    [InlineData("{ logRotate: 1 }", "ok")]
    [InlineData("{ profile: -1 }", "was")]
    public async Task What_shells_ask_is_answered(string command, string field)
    {
        var reply = await server.AdminAsync(command);

        Assert.Equal(1, reply["ok"].ToInt32());
        Assert.True(reply.Contains(field));
    }
}
