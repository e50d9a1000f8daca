using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB.Storage;

namespace Pipeline.Embedded.MongoDB.Tests.Wire;

public sealed class MessageTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly string _database = "t" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_right_checksum_is_accepted()
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        var reply = await client.RunAsync(RawMessage.Of("{ ping: 1, $db: 'admin' }") with { Flags = RawMessage.ChecksumPresent });

        Assert.Equal(1.0, reply["ok"].AsDouble);
    }

    [Fact]
    public async Task A_wrong_checksum_closes_the_connection_before_anything_is_done()
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        var message = RawMessage.Of($"{{ insert: 'c', documents: [{{ _id: 1 }}], $db: '{_database}' }}") with { Flags = RawMessage.ChecksumPresent, ChecksumError = 1 };

        await client.SendAsync(message.ToBytes(1));

        Assert.Null(await client.MessageAsync());
        Assert.Equal(0, await Collection.CountDocumentsAsync("{}"));
    }

    [Fact]
    public async Task Documents_may_come_beside_the_body_before_it_or_after()
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        var body = RawMessage.Of($"{{ insert: 'c', $db: '{_database}' }}");
        var sequence = new RawMessage().With("documents", [BsonDocument.Parse("{ _id: 1 }"), BsonDocument.Parse("{ _id: 2 }")]);

        var after = await client.RunAsync(body with { Sections = [.. body.Sections, .. sequence.Sections] });
        var before = await client.RunAsync(body with { Sections = [.. new RawMessage().With("documents", [BsonDocument.Parse("{ _id: 3 }")]).Sections, .. body.Sections] });

        Assert.Equal((2, 1), (after["n"].AsInt32, before["n"].AsInt32));
        Assert.Equal(3, await Collection.CountDocumentsAsync("{}"));
    }

    [Fact]
    public async Task A_bulk_write_has_two_sequences()
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        var reply = await client.RunAsync(RawMessage.Of("{ bulkWrite: 1, $db: 'admin' }")
            .With("ops", [BsonDocument.Parse("{ insert: 0, document: { _id: 1 } }"), BsonDocument.Parse("{ insert: 1, document: { _id: 2 } }")])
            .With("nsInfo", [BsonDocument.Parse($"{{ ns: '{_database}.c' }}"), BsonDocument.Parse($"{{ ns: '{_database}.d' }}")]));

        Assert.Equal((1.0, 2), (reply["ok"].AsDouble, reply["nInserted"].AsInt32));
    }

    [Fact]
    public async Task What_is_wrong_with_the_sections_is_said_and_the_connection_goes_on()
    {
        var ping = RawMessage.Of("{ ping: 1, $db: 'admin' }");
        var insert = RawMessage.Of($"{{ insert: 'c', documents: [], $db: '{_database}' }}");
        using var client = await RawClient.ConnectAsync(server.Server);

        await RefusedAsync(insert.With("documents", [[]]), 40433, "Duplicate field between body and document sequence documents");
        await RefusedAsync(ping.With("a", [[]]).With("a", [[]]), 40431, "Duplicate document sequence: a");
        await RefusedAsync(ping with { Sections = [ping.Sections[0], ping.Sections[0]] }, 40430, "Multiple body sections in message");
        await RefusedAsync(ping with { Sections = [ping.Sections[0], [9, 5, 0, 0, 0, 0]] }, 40432, "Unknown section kind 9");
        await RefusedAsync(new RawMessage().With("documents", [[]]), 40587, "OP_MSG messages must have a body");
        await RefusedAsync(RawMessage.Of("{ ping: 1 }"), 40571, "OP_MSG requests require a $db argument");

        async Task RefusedAsync(RawMessage message, int code, string text)
        {
            var reply = await client.RunAsync(message);
            Assert.Equal((0.0, code, text, $"Location{code}"), (reply["ok"].AsDouble, reply["code"].AsInt32, reply["errmsg"].AsString, reply["codeName"].AsString));
        }
    }

    [Fact]
    public async Task A_message_with_more_to_come_gets_no_reply_and_the_next_one_does()
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync((RawMessage.Of($"{{ insert: 'c', documents: [{{ _id: 1 }}], writeConcern: {{ w: 0 }}, $db: '{_database}' }}") with { Flags = RawMessage.MoreToCome }).ToBytes(1));
        await client.SendAsync((RawMessage.Of("{ nonsense: 1, $db: 'admin' }") with { Flags = RawMessage.MoreToCome }).ToBytes(2));
        await client.SendAsync((new RawMessage { Flags = RawMessage.MoreToCome }).ToBytes(3));
        await client.SendAsync(RawMessage.Of($"{{ count: 'c', $db: '{_database}' }}").ToBytes(4));
        var (header, bytes) = (await client.MessageAsync())!.Value;

        Assert.Equal(4, header.ResponseTo);
        Assert.Equal(1, Documents.Decode(bytes.AsMemory(5))["n"].AsInt32);
    }

    [Fact]
    public async Task Requests_sent_together_are_answered_in_order()
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync([.. Enumerable.Range(1, 50).SelectMany(x => RawMessage.Of($"{{ ping: {x}, $db: 'admin' }}").ToBytes(x))]);

        for (var i = 1; i <= 50; i++)
            Assert.Equal(i, (await client.MessageAsync())!.Value.Header.ResponseTo);
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_said_to_be_missing()
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        var reply = await client.RunAsync("{ nonsense: 1, $db: 'admin' }");

        Assert.Equal((59, "CommandNotFound", "no such command: 'nonsense'"), (reply["code"].AsInt32, reply["codeName"].AsString, reply["errmsg"].AsString));
        Assert.Equal(["clusterTime", "signature"], reply["$clusterTime"].AsBsonDocument.Names);
    }

    private IMongoCollection<BsonDocument> Collection => server.Client.GetDatabase(_database).GetCollection<BsonDocument>("c");
}
