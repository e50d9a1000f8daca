using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentKit.Server.Tests.Files;

/// <summary>Plays clamd's INSTREAM, with its faults: finds what it is told to, is silent, closes early, has a limit.</summary>
internal sealed class FakeClamd : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _accepting;

    private FakeClamd()
    {
        _listener.Start();
        Address = new Uri($"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    public static FakeClamd Start() => new();

    public Uri Address { get; }

    /// <summary>Answers <c>ok</c>, <c>error</c>, <c>silent</c>, <c>close</c> or <c>limit</c>.</summary>
    public string Mode { get; set; } = "ok";

    public string Finds { get; set; } = "EICAR";

    public ConcurrentQueue<byte[]> Scanned { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_ended.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var command = new byte[10];
                await stream.ReadExactlyAsync(command, _ended.Token);
                if (Encoding.ASCII.GetString(command) != "zINSTREAM\0" || Mode == "close")
                    return;
                if (Mode == "limit")
                {
                    await stream.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray(), _ended.Token);
                    return;
                }

                using var content = new MemoryStream();
                var length = new byte[4];
                while (true)
                {
                    await stream.ReadExactlyAsync(length, _ended.Token);
                    var count = (int)BinaryPrimitives.ReadUInt32BigEndian(length);
                    if (count == 0)
                        break;
                    var chunk = new byte[count];
                    await stream.ReadExactlyAsync(chunk, _ended.Token);
                    content.Write(chunk);
                }

                Scanned.Enqueue(content.ToArray());
                if (Mode == "silent")
                    await Task.Delay(Timeout.Infinite, _ended.Token);
                var found = Encoding.Latin1.GetString(content.ToArray()).Contains(Finds, StringComparison.Ordinal);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Mode == "error" ? "Can't allocate memory. ERROR\0" : found ? "stream: Test.Malware FOUND\0" : "stream: OK\0"), _ended.Token);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
            }
        }
    }
}
