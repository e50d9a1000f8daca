using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Driver;

namespace AgentKit.Server.Tests;

/// <summary>Stands between a service and its database, message by message (the wire protocol's header begins with the length), and loses messages, or loses and holds answers.</summary>
internal sealed class DatabaseProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly IPEndPoint _database;

    private DatabaseProxy(IPEndPoint database)
    {
        _database = database;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>For the message with this command and collection: what its answer waits for; true where it then comes, false where the connection breaks.</summary>
    public Func<string, string, Task<bool>> Answering { get; set; } = static (_, _) => Task.FromResult(true);

    /// <summary>Whether the message with this command and collection reaches the database; where not, the connection breaks.</summary>
    public Func<string, string, bool> Asking { get; set; } = static (_, _) => true;

    public string ConnectionString => $"mongodb://{_listener.LocalEndpoint}/?directConnection=true";

    public static async Task<DatabaseProxy> StartAsync()
    {
        var server = new MongoUrl(await TestDatabases.ServerAsync()).Server;
        return new DatabaseProxy(new IPEndPoint(IPAddress.Parse(server.Host), server.Port));
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var service = accepted;
        using var database = new TcpClient();
        try
        {
            await database.ConnectAsync(_database, _ended.Token);
            var (up, down) = (service.GetStream(), database.GetStream());
            var faults = new ConcurrentQueue<Task<bool>>();
            var answering = PassAnswersAsync(down, up, faults);
            while (await ReadAsync(up) is { } message)
            {
                var (command, collection) = CommandOf(message);
                if (!Asking(command, collection))
                    return;
                faults.Enqueue(Answering(command, collection));
                await down.WriteAsync(message, _ended.Token);
            }

            database.Close();
            await answering;
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of both has gone, and takes the other with it.
        }
    }

    private async Task PassAnswersAsync(NetworkStream from, NetworkStream to, ConcurrentQueue<Task<bool>> faults)
    {
        var isStreaming = false;
        while (await ReadAsync(from) is { } answer)
        {
            if (!isStreaming)
            {
                faults.TryDequeue(out var fault);
                if (!await fault!)
                {
                    to.Close();
                    return;
                }
            }

            // OP_MSG's flag moreToCome: the server goes on answering by itself.
            isStreaming = (BinaryPrimitives.ReadInt32LittleEndian(answer.AsSpan(16)) & 2) != 0;
            await to.WriteAsync(answer, _ended.Token);
        }
    }

    private async Task<byte[]?> ReadAsync(NetworkStream stream)
    {
        var length = new byte[4];
        if (await stream.ReadAtLeastAsync(length, 4, throwOnEndOfStream: false, _ended.Token) < 4)
            return null;
        var message = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
        length.CopyTo(message, 0);
        await stream.ReadExactlyAsync(message.AsMemory(4), _ended.Token);
        return message;
    }

    /// <summary>OP_MSG: 16 bytes of header, 4 of flags, then sections; the first field of the section of kind 0 is the command.</summary>
    private static (string Command, string Collection) CommandOf(byte[] message)
    {
        const int OpMessage = 2013;
        if (BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(12)) != OpMessage)
            return ("", "");
        var position = 20;
        while (message[position] != 0)
            position += 1 + BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(position + 1));
        var body = BsonSerializer.Deserialize<BsonDocument>(message.AsSpan(position + 1, BinaryPrimitives.ReadInt32LittleEndian(message.AsSpan(position + 1))).ToArray());
        var command = body.GetElement(0);
        return (command.Name, command.Value.IsString ? command.Value.AsString : "");
    }
}
