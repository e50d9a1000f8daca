using System.Buffers.Binary;
using System.Net.Sockets;

namespace Pipeline.Components.Rehearsal;

/// <summary>Asks a MongoDB server for a sign of life, without a driver: one <c>ping</c> as OP_MSG (MongoDB's wire protocol).</summary>
internal static class MongoPing
{
    private const int OpMsg = 2013;
    private const int HeaderLength = 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    // Flag bits, section kind 0, then { ping: 1, $db: "admin" } as BSON.
    private static readonly byte[] s_ping = [0, 0, 0, 0, 0, 30, 0, 0, 0, 0x10, .. "ping\0"u8, 1, 0, 0, 0, 0x02, .. "$db\0"u8, 6, 0, 0, 0, .. "admin\0"u8, 0];

    public static async Task<bool> AnswersAsync(Uri address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, patience.Token);
            var stream = client.GetStream();
            await stream.WriteAsync(Message(), patience.Token);
            var header = new byte[HeaderLength];
            await stream.ReadExactlyAsync(header, patience.Token);
            return BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12)) == OpMsg;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static byte[] Message()
    {
        var message = new byte[HeaderLength + s_ping.Length];
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(4), 1);
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(12), OpMsg);
        s_ping.CopyTo(message, HeaderLength);
        return message;
    }
}
