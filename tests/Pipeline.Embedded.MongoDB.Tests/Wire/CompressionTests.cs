using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Wire;

namespace Pipeline.Embedded.MongoDB.Tests.Wire;

public sealed class CompressionTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly string _database = "t" + Guid.NewGuid().ToString("N");

    [Theory]
    [InlineData("snappy")]
    [InlineData("zlib")]
    [InlineData("zstd")]
    public async Task A_compressed_request_gets_a_compressed_reply(string name)
    {
        var compressor = Compressor.All.Single(x => x.Name == name);
        using var client = await RawClient.ConnectAsync(server.Server);
        var text = string.Concat(Enumerable.Repeat("compressible ", 5_000));
        var insert = RawMessage.Of(new BsonDocument { { "insert", "c" }, { "$db", _database } }).With("documents", new BsonDocument { { "_id", name }, { "text", text } });

        await client.SendAsync(RawMessage.Compressed(insert.ToBytes(1), compressor.Id, compressor.Compress));
        var inserted = Read((await client.MessageAsync())!.Value, compressor);
        await client.SendAsync(RawMessage.Compressed(RawMessage.Of(new BsonDocument { { "find", "c" }, { "filter", new BsonDocument("_id", name) }, { "$db", _database } }).ToBytes(2), compressor.Id, compressor.Compress));
        var message = (await client.MessageAsync())!.Value;

        Assert.Equal(1, inserted["n"].AsInt32);
        Assert.InRange(message.Header.Length, 1, text.Length / 5);
        Assert.Equal(text, Read(message, compressor)["cursor"]["firstBatch"][0]["text"].AsString);
    }

    [Fact]
    public async Task A_hello_is_never_compressed()
    {
        var compressor = Compressor.All[0];
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync(RawMessage.Compressed(RawMessage.Of("{ hello: 1, $db: 'admin' }").ToBytes(1), compressor.Id, compressor.Compress));

        Assert.Equal(1.0, (await client.ReplyAsync())["ok"].AsDouble);
    }

    [Fact]
    public async Task A_message_within_the_form_of_a_compressed_one_need_not_be_compressed()
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync(RawMessage.Compressed(RawMessage.Of("{ ping: 1, $db: 'admin' }").ToBytes(1), 0, x => x));

        Assert.Equal(1.0, (await client.ReplyAsync())["ok"].AsDouble);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(99)]
    public async Task What_can_not_be_decompressed_closes_the_connection_and_no_other(byte compressor)
    {
        using var client = await RawClient.ConnectAsync(server.Server);

        await client.SendAsync(RawMessage.Compressed(RawMessage.Of("{ ping: 1, $db: 'admin' }").ToBytes(1), compressor, _ => [.. Enumerable.Repeat((byte)0xA7, 40)]));

        Assert.Null(await client.MessageAsync());
        await server.AdminAsync("{ ping: 1 }");
    }

    [Theory]
    [InlineData("snappy")]
    [InlineData("zlib")]
    [InlineData("zstd")]
    public async Task A_message_of_another_length_than_it_says_closes_the_connection(string name)
    {
        var compressor = Compressor.All.Single(x => x.Name == name);
        using var client = await RawClient.ConnectAsync(server.Server);
        var message = RawMessage.Compressed(RawMessage.Of("{ ping: 1, $db: 'admin' }").ToBytes(1), compressor.Id, compressor.Compress);
        message[MessageHeader.Bytes + 4] += 1;

        await client.SendAsync(message);

        Assert.Null(await client.MessageAsync());
        await server.AdminAsync("{ ping: 1 }");
    }

    [Fact]
    public async Task Compressed_messages_within_each_other_are_refused()
    {
        using var client = await RawClient.ConnectAsync(server.Server);
        var message = RawMessage.Of("{ ping: 1, $db: 'admin' }").ToBytes(1);
        for (var i = 0; i < 5_000; i++)
            message = RawMessage.Compressed(message, 0, x => x);

        await client.SendAsync(message);

        Assert.Null(await client.MessageAsync());
        await server.AdminAsync("{ ping: 1 }");
    }

    private static BsonDocument Read((MessageHeader Header, byte[] Bytes) message, Compressor compressor)
    {
        Assert.Equal(OpCode.Compressed, message.Header.OpCode);
        Assert.Equal((int)OpCode.Message, BitConverter.ToInt32(message.Bytes, 0));
        Assert.Equal(compressor.Id, message.Bytes[8]);
        return Documents.Decode(compressor.Decompress(message.Bytes[9..], BitConverter.ToInt32(message.Bytes, 4)).AsMemory(5));
    }
}
