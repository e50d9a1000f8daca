using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentKit.Server.Files.Scanning;

/// <summary>
/// ClamAV's daemon over its socket (clamd(8)): <c>zINSTREAM</c>, then chunks with their length in front, an empty one at the end, one line back.
/// A scan has a connection of its own, as clamd wants it.
/// </summary>
internal sealed class ClamdScanner(Uri address, TimeSpan timeout, TimeProvider time) : IMalwareScanner
{
    private const int ChunkBytes = 64 * 1024, MaxReplyBytes = 4096;

    public bool IsConfigured => true;

    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            using var socket = await ConnectAsync(either.Token);
            await using var stream = new NetworkStream(socket, ownsSocket: false);
            var wasCut = !await TrySendAsync(stream, content, silence, either.Token);
            return Read(await ReplyAsync(stream, either.Token), wasCut);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new ScanVerdict(ScanOutcome.Unavailable, $"clamd was silent for {timeout}");
        }
        catch (SocketException error)
        {
            return new ScanVerdict(ScanOutcome.Unavailable, $"clamd can't be reached: {error.SocketErrorCode}");
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        EndPoint endPoint = address.Scheme == "unix" ? new UnixDomainSocketEndPoint(address.LocalPath) : new DnsEndPoint(address.Host, address.Port);
        var socket = address.Scheme == "unix" ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>False when clamd closed its end before all was sent: its reply says why. Failures of the content's own stream go through.</summary>
    private async Task<bool> TrySendAsync(NetworkStream stream, Stream content, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(4 + ChunkBytes);
        try
        {
            if (!await TryWriteAsync(stream, "zINSTREAM\0"u8.ToArray(), cancellationToken))
                return false;
            while (true)
            {
                var read = await content.ReadAsync(buffer.AsMemory(4, ChunkBytes), cancellationToken);
                BinaryPrimitives.WriteUInt32BigEndian(buffer, (uint)read);
                if (!await TryWriteAsync(stream, buffer.AsMemory(0, 4 + read), cancellationToken))
                    return false;
                if (read == 0)
                    return true;
                silence.CancelAfter(timeout);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<bool> TryWriteAsync(NetworkStream stream, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<string> ReplyAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var reply = new byte[MaxReplyBytes];
        var length = 0;
        try
        {
            for (int read; length < reply.Length && (read = await stream.ReadAsync(reply.AsMemory(length), cancellationToken)) > 0;)
            {
                length += read;
                if (reply[length - 1] == 0)
                    break;
            }
        }
        catch (IOException)
        {
            // Reset after its reply, because it didn't read all of ours: what has come counts.
        }

        return Encoding.UTF8.GetString(reply, 0, length).Trim('\0', '\r', '\n', ' ');
    }

    private static ScanVerdict Read(string reply, bool wasCut) => reply switch
    {
        "stream: OK" when !wasCut => new ScanVerdict(ScanOutcome.Clean, ""),
        _ when reply.StartsWith("stream: ", StringComparison.Ordinal) && reply.EndsWith(" FOUND", StringComparison.Ordinal) => new ScanVerdict(ScanOutcome.Infected, reply["stream: ".Length..^" FOUND".Length]),
        _ when reply.Contains("size limit exceeded", StringComparison.OrdinalIgnoreCase) => new ScanVerdict(ScanOutcome.TooLarge, "more than clamd's StreamMaxLength"),
        _ => new ScanVerdict(ScanOutcome.Unavailable, reply.Length == 0 ? "clamd closed the connection" : $"clamd said '{reply}'"),
    };
}
