using System.Text;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Wire;

namespace Pipeline.Embedded.MongoDB.Tests.Wire;

public sealed class MalformedTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData(2001)]
    [InlineData(2002)]
    [InlineData(2005)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_message_of_another_kind_closes_the_connection(int code) => await ClosesAsync(RawMessage.Framed((OpCode)code, 1, new byte[40]));

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(48_000_001)]
    [InlineData(int.MaxValue)]
    public async Task A_length_that_no_message_has_closes_the_connection(int length)
    {
        var message = RawMessage.Of("{ ping: 1, $db: 'admin' }").ToBytes(1);
        BitConverter.GetBytes(length).CopyTo(message, 0);

        await ClosesAsync(message);
    }

    [Fact]
    public async Task Another_protocol_closes_the_connection() => await ClosesAsync(Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));

    [Fact]
    public async Task Flags_that_must_be_understood_and_are_not_close_the_connection() => await ClosesAsync((RawMessage.Of("{ ping: 1, $db: 'admin' }") with { Flags = 4 }).ToBytes(1));

    [Fact]
    public async Task A_third_document_sequence_closes_the_connection() => await ClosesAsync(RawMessage.Of("{ ping: 1, $db: 'admin' }").With("a", [[]]).With("b", [[]]).With("c", [[]]).ToBytes(1));

    [Fact]
    public async Task Random_messages_kill_neither_the_server_nor_other_connections()
    {
        var random = new Random(20261123);
        for (var i = 0; i < 300; i++)
        {
            using var client = await RawClient.ConnectAsync(server.Server);
            var content = new byte[random.Next(60)];
            random.NextBytes(content);
            if (content.Length > 4 && random.Next(2) == 0)
                content.AsSpan(0, 4).Clear();
            OpCode[] codes = [OpCode.Message, OpCode.Query, OpCode.Compressed];
            await client.SendAsync(RawMessage.Framed(codes[random.Next(codes.Length)], i, content));
        }

        await server.AdminAsync("{ ping: 1 }");
    }

    [Fact]
    public async Task A_message_with_one_wrong_byte_kills_neither_the_server_nor_other_connections()
    {
        var message = RawMessage.Of("{ find: 'c', filter: { a: { $in: [1, 'x'] } }, sort: { a: 1 }, $db: 'test' }").ToBytes(1);
        for (var i = MessageHeader.Bytes; i < message.Length; i++)
        {
            using var client = await RawClient.ConnectAsync(server.Server);
            byte[] wrong = [.. message];
            wrong[i] ^= 0xFF;
            await client.SendAsync(wrong);
            _ = await client.MessageAsync();
        }

        await server.AdminAsync("{ ping: 1 }");
    }

    [Fact]
    public async Task Half_a_message_is_forgotten_with_its_client()
    {
        var message = RawMessage.Of("{ ping: 1, $db: 'admin' }").ToBytes(1);
        foreach (var length in new[] { 1, 15, 16, 20, message.Length - 1 })
        {
            using var client = await RawClient.ConnectAsync(server.Server);
            await client.SendAsync(message[..length]);
            client.StopSending();
            Assert.Null(await client.MessageAsync());
        }
    }

    [Fact]
    public async Task A_message_may_come_byte_by_byte()
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        foreach (var x in RawMessage.Of("{ ping: 1, $db: 'admin' }").ToBytes(1))
        {
            await client.SendAsync([x]);
            await Task.Yield();
        }

        Assert.Equal(1.0, (await client.ReplyAsync())["ok"].AsDouble);
    }

    [Theory]
    [InlineData(150, 0)]
    [InlineData(201, 15)]
    [InlineData(500_000, 15)]
    public async Task A_document_that_is_nested_too_deep_is_refused(int depth, int code)
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        var nested = Nested(depth);
        var ping = Documents.Encode(BsonDocument.Parse("{ ping: 1, $db: 'admin' }"));
        byte[] command = [.. BitConverter.GetBytes(ping.Length + nested.Length + 3), .. ping[4..^1], 3, (byte)'x', 0, .. nested, 0];

        var reply = await client.RunAsync(RawMessage.Of(command));

        if (code == 0)
            Assert.Equal(1.0, reply["ok"].AsDouble);
        else
            Assert.Equal((code, "Overflow", "BSONObj exceeds maximum nested object depth"), (reply["code"].AsInt32, reply["codeName"].AsString, reply["errmsg"].AsString));
    }

    [Fact]
    public async Task Every_type_of_BSON_passes_and_comes_back()
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        var document = new BsonDocument
        {
            { "_id", ObjectId.GenerateNewId() }, { "double", 1.5 }, { "string", "ä\0b" }, { "document", new BsonDocument("a", 1) }, { "array", new BsonArray { 1, "x" } },
            { "binary", new BsonBinaryData([1, 2, 3]) }, { "undefined", BsonUndefined.Value }, { "boolean", true }, { "date", new BsonDateTime(5) }, { "null", BsonNull.Value },
            { "regex", new BsonRegularExpression("^a", "i") }, { "code", new BsonJavaScript("x") }, { "symbol", BsonSymbol.Create("s") }, { "scope", new BsonJavaScriptWithScope("y", new BsonDocument("z", 1)) },
            { "int", 1 }, { "timestamp", new BsonTimestamp(1, 2) }, { "long", 3L }, { "decimal", new BsonDecimal128(1.25m) }, { "min", BsonMinKey.Value }, { "max", BsonMaxKey.Value },
        };
        var database = "t" + Guid.NewGuid().ToString("N");

        var reply = await client.RunAsync(RawMessage.Of(new BsonDocument { { "insert", "c" }, { "$db", database } }).With("documents", document));
        var found = await client.RunAsync($"{{ find: 'c', $db: '{database}' }}");

        Assert.Equal(1, reply["n"].AsInt32);
        Assert.Equal(document, found["cursor"]["firstBatch"][0]);
    }

    [Fact]
    public async Task Documents_whose_bytes_are_wrong_are_refused_with_InvalidBSON()
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        byte[][] documents =
        [
            [6, 0, 0, 0, 0, 0],
            [12, 0, 0, 0, 16, (byte)'a', 0, 1, 0, 0, 0, 1],
            [9, 0, 0, 0, 8, (byte)'a', 0, 7, 0],
            [8, 0, 0, 0, 42, (byte)'a', 0, 0],
            [14, 0, 0, 0, 2, (byte)'a', 0, 2, 0, 0, 0, (byte)'x', (byte)'y', 0],
            [13, 0, 0, 0, 2, (byte)'a', 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0],
            [12, 0, 0, 0, 3, (byte)'a', 0, 4, 0, 0, 0, 0],
        ];

        foreach (var document in documents)
        {
            var reply = await client.RunAsync(RawMessage.Of("{ insert: 'c', $db: 'test' }").WithBytes("documents", [document]));
            Assert.Equal((0.0, 22, "InvalidBSON"), (reply["ok"].AsDouble, reply["code"].AsInt32, reply["codeName"].AsString));
        }
    }

    private async Task ClosesAsync(byte[] message)
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync(message);

        Assert.Null(await client.MessageAsync());
        await server.AdminAsync("{ ping: 1 }");
    }

    /// <summary>A document in a document, and so on, so many in all.</summary>
    private static byte[] Nested(int depth)
    {
        // Each but the innermost has its length, the type, the name "a" and the end: 8 bytes around the next.
        var bytes = new byte[5 + (8 * (depth - 1))];
        for (var (level, position, length) = (0, 0, bytes.Length); level < depth; level++, position += 7, length -= 8)
        {
            BitConverter.GetBytes(length).CopyTo(bytes, position);
            if (level < depth - 1)
                (bytes[position + 4], bytes[position + 5]) = (3, (byte)'a');
        }

        return bytes;
    }
}
