using System.Diagnostics;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Wire;

namespace Pipeline.Embedded.MongoDB.Tests.Wire;

public sealed class HandshakeTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("isMaster", "ismaster")]
    [InlineData("ismaster", "ismaster")]
    [InlineData("hello", "isWritablePrimary")]
    public async Task A_hello_of_the_old_form_is_answered_in_it(string command, string primary)
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync(RawMessage.Query(7, "admin.$cmd", $"{{ {command}: 1, helloOk: true }}"));
        var (header, bytes) = (await client.MessageAsync())!.Value;

        Assert.Equal((OpCode.Reply, 7), (header.OpCode, header.ResponseTo));
        Assert.Equal(8, BitConverter.ToInt32(bytes, 0));
        Assert.Equal(0L, BitConverter.ToInt64(bytes, 4));
        Assert.Equal(0, BitConverter.ToInt32(bytes, 12));
        Assert.Equal(1, BitConverter.ToInt32(bytes, 16));
        var reply = Documents.Decode(bytes.AsMemory(20));
        Assert.Equal("helloOk", reply.GetElement(0).Name);
        Assert.True(reply[primary].AsBoolean);
        Assert.Equal(1.0, reply["ok"].AsDouble);
    }

    [Fact]
    public async Task A_hello_says_that_it_is_the_primary_of_a_replica_set_of_MongoDB_8()
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        using var other = await RawClient.ConnectAsync(server.Server);

        var reply = await client.RunAsync("{ hello: 1, $db: 'admin' }");
        var second = await other.RunAsync("{ hello: 1, $db: 'admin' }");

        var address = $"127.0.0.1:{server.Server.Port}";
        Assert.False(reply.Contains("helloOk"));
        Assert.Equal(new BsonArray { address }, reply["hosts"]);
        Assert.Equal((address, address), (reply["me"].AsString, reply["primary"].AsString));
        Assert.Equal("rs0", reply["setName"].AsString);
        Assert.Equal((true, false, false), (reply["isWritablePrimary"].AsBoolean, reply["secondary"].AsBoolean, reply["readOnly"].AsBoolean));
        Assert.Equal((0, 25), (reply["minWireVersion"].AsInt32, reply["maxWireVersion"].AsInt32));
        Assert.Equal((16_777_216, 48_000_000, 100_000), (reply["maxBsonObjectSize"].AsInt32, reply["maxMessageSizeBytes"].AsInt32, reply["maxWriteBatchSize"].AsInt32));
        Assert.Equal(30, reply["logicalSessionTimeoutMinutes"].AsInt32);
        Assert.NotEqual(reply["connectionId"], second["connectionId"]);
        Assert.Equal(["processId", "counter"], reply["topologyVersion"].AsBsonDocument.Names);
        Assert.Equal(["opTime", "lastWriteDate", "majorityOpTime", "majorityWriteDate"], reply["lastWrite"].AsBsonDocument.Names);
    }

    [Fact]
    public async Task A_hello_that_awaits_a_change_returns_when_its_time_is_over()
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        var known = (await client.RunAsync("{ hello: 1, $db: 'admin' }"))["topologyVersion"];
        var started = Stopwatch.GetTimestamp();

        var reply = await client.RunAsync(new RawMessage { Flags = RawMessage.ExhaustAllowed, Sections = RawMessage.Of(new BsonDocument { { "hello", 1 }, { "topologyVersion", known }, { "maxAwaitTimeMS", 300 }, { "$db", "admin" } }).Sections });

        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(290));
        Assert.Equal(known, reply["topologyVersion"]);
    }

    [Fact]
    public async Task A_hello_that_knows_another_process_is_answered_at_once()
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        var reply = await client.RunAsync(new BsonDocument { { "hello", 1 }, { "topologyVersion", new BsonDocument { { "processId", ObjectId.GenerateNewId() }, { "counter", 3L } } }, { "maxAwaitTimeMS", 3_600_000 }, { "$db", "admin" } });

        Assert.Equal(1.0, reply["ok"].AsDouble);
    }

    [Theory]
    [InlineData("maxAwaitTimeMS: 5", 31368, "A request with 'maxAwaitTimeMS' must include a 'topologyVersion'")]
    [InlineData("topologyVersion: { processId: ObjectId('000000000000000000000000'), counter: NumberLong(1) }", 31368, "A request with a 'topologyVersion' must include 'maxAwaitTimeMS'")]
    [InlineData("maxAwaitTimeMS: 5, topologyVersion: { processId: ObjectId('000000000000000000000000'), counter: NumberLong(-1) }", 31372, "topologyVersion must have a non-negative counter")]
    public async Task What_is_wrong_with_awaiting_is_said(string fields, int code, string message)
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        var reply = await client.RunAsync($"{{ hello: 1, {fields}, $db: 'admin' }}");

        Assert.Equal((0.0, code, message), (reply["ok"].AsDouble, reply["code"].AsInt32, reply["errmsg"].AsString));
    }

    [Theory]
    [InlineData("admin.$cmd", "{ find: 'c' }", 352, "Unsupported OP_QUERY command: find. The client driver may require an upgrade. For more details see https://dochub.mongodb.org/core/legacy-opcode-removal")]
    [InlineData("test.c", "{ }", 5739101, "OP_QUERY is no longer supported. The client driver may require an upgrade. For more details see https://dochub.mongodb.org/core/legacy-opcode-removal")]
    public async Task An_old_driver_is_told_to_upgrade(string collection, string query, int code, string message)
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync(RawMessage.Query(1, collection, query));
        var (header, bytes) = (await client.MessageAsync())!.Value;

        var reply = Documents.Decode(bytes.AsMemory(20));
        Assert.Equal(OpCode.Reply, header.OpCode);
        Assert.Equal((code, message), (reply["code"].AsInt32, reply["errmsg"].AsString));
        Assert.Equal(1.0, (await client.RunAsync("{ ping: 1, $db: 'admin' }"))["ok"].AsDouble);
    }

    [Fact]
    public async Task Compressors_are_agreed_on_in_the_order_of_the_client()
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        var some = await client.RunAsync("{ hello: 1, compression: ['zstd', 'nonsense', 'snappy'], $db: 'admin' }");
        var none = await client.RunAsync("{ hello: 1, compression: ['nonsense'], $db: 'admin' }");

        Assert.Equal(new BsonArray { "zstd", "snappy" }, some["compression"]);
        Assert.False(none.Contains("compression"));
    }
}
