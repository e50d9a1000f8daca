using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace Pipeline.Embedded.MongoDB.Tests.Sessions;

/// <summary>A client below drivers, for commands that a driver would not send: it gives sessions and numbers of its own.</summary>
internal sealed class WireClient : IDisposable
{
    private const int Message = 2013;
    private const int HeadBytes = 21;
    private readonly TcpClient _client = new();

    public WireClient(int port) => _client.Connect(IPAddress.Loopback, port);

    public async Task<BsonDocument> RunAsync(string database, BsonDocument command)
    {
        var body = new BsonDocument(command) { { "$db", database } }.ToBson();
        var message = new byte[HeadBytes + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), Message);
        body.CopyTo(message, HeadBytes);
        var stream = _client.GetStream();
        await stream.WriteAsync(message);

        var head = new byte[HeadBytes];
        await stream.ReadExactlyAsync(head);
        var reply = new byte[BinaryPrimitives.ReadInt32LittleEndian(head) - HeadBytes];
        await stream.ReadExactlyAsync(reply);
        return BsonSerializer.Deserialize<BsonDocument>(reply);
    }

    public void Dispose() => _client.Dispose();
}
