using System.Net.Sockets;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Storage;
using Pipeline.Embedded.MongoDB.Wire;

namespace Pipeline.Embedded.MongoDB.Tests.Wire;

/// <summary>A client that sends what bytes it likes.</summary>
internal sealed class RawClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TcpClient _client = new() { NoDelay = true };
    private int _requests;

    private NetworkStream Stream => field ??= _client.GetStream();

    public static async Task<RawClient> ConnectAsync(EmbeddedMongoServer server)
    {
        var client = new RawClient();
        await client._client.ConnectAsync("127.0.0.1", server.Port);
        _ = client.Stream;
        return client;
    }

    /// <summary>Sends a command, and takes its reply.</summary>
    public async Task<BsonDocument> RunAsync(string command) => await RunAsync(BsonDocument.Parse(command));

    public async Task<BsonDocument> RunAsync(BsonDocument command)
    {
        await SendAsync(RawMessage.Of(command).ToBytes(++_requests));
        return await ReplyAsync();
    }

    public async Task<BsonDocument> RunAsync(RawMessage message)
    {
        await SendAsync(message.ToBytes(++_requests));
        return await ReplyAsync();
    }

    public async Task SendAsync(byte[] bytes) => await Stream.WriteAsync(bytes).AsTask().WaitAsync(s_patience);

    /// <summary>The document of the next OP_MSG, which answers the request that was sent last.</summary>
    public async Task<BsonDocument> ReplyAsync()
    {
        var (header, bytes) = await MessageAsync() ?? throw new EndOfStreamException("The server has closed the connection.");
        Assert.Equal(OpCode.Message, header.OpCode);
        Assert.Equal(0u, BitConverter.ToUInt32(bytes, 0));
        Assert.Equal(0, bytes[4]);
        return Documents.Decode(bytes.AsMemory(5));
    }

    /// <summary>The next message: its header, and what follows.</summary>
    /// <returns><see langword="null"/> where the server has closed the connection.</returns>
    public async Task<(MessageHeader Header, byte[] Bytes)?> MessageAsync()
    {
        var head = new byte[MessageHeader.Bytes];
        try
        {
            if (await Stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false).AsTask().WaitAsync(s_patience) < head.Length)
                return null;
        }
        catch (IOException)
        {
            return null;
        }

        var header = MessageHeader.Read(head);
        var bytes = new byte[header.Length - head.Length];
        await Stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(s_patience);
        return (header, bytes);
    }

    /// <summary>Says that it sends no more, as a client that goes away does, but can still see what the server does.</summary>
    public void StopSending() => _client.Client.Shutdown(SocketShutdown.Send);

    public void Dispose() => _client.Dispose();
}
