using System.Net;
using System.Net.Sockets;

namespace Pipeline.Embedded.Kubernetes.Forwarding;

/// <summary>
/// Takes connections and passes each to the next target. Without a target, or when it refuses, the connection is reset; nothing is tried twice, as a client's
/// own retries are part of what is rehearsed. A connection that is open stays with its target until one of the two ends it.
/// </summary>
internal sealed class PortForwarder : IDisposable
{
    private readonly Socket listener;
    private volatile IReadOnlyList<IPEndPoint> targets = [];
    private int turn = -1;

    private PortForwarder(Socket listener) => this.listener = listener;

    public IPEndPoint EndPoint => (IPEndPoint)listener.LocalEndPoint!;

    /// <summary>Where new connections go.</summary>
    public IReadOnlyList<IPEndPoint> Targets
    {
        set => targets = value;
    }

    /// <param name="address">The Service's address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="isOwnAddress">Whether the address is the Service's alone; else, and where the port isn't allowed to this user (below 1024), a free port is taken.</param>
    public static PortForwarder Listen(IPAddress address, int port, bool isOwnAddress)
    {
        var forwarder = new PortForwarder((isOwnAddress ? TryListen(address, port) : null) ?? TryListen(address, 0)!);
        _ = forwarder.RunAsync();
        return forwarder;
    }

    public void Dispose() => listener.Dispose();

    private static Socket? TryListen(IPAddress address, int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(512);
            return socket;
        }
        catch (SocketException error) when (port != 0 && error.SocketErrorCode is SocketError.AccessDenied or SocketError.AddressAlreadyInUse)
        {
            socket.Dispose();
            return null;
        }
    }

    private async Task RunAsync()
    {
        while (true)
        {
            try
            {
                _ = ForwardAsync(await listener.AcceptAsync());
            }
            catch (Exception error) when (error is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted })
            {
                return;
            }
            catch (SocketException)
            {
                // The client was gone before it was taken.
            }
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using (client)
        {
            using var target = await ConnectAsync();
            if (target is null)
            {
                Reset(client);
                return;
            }

            client.NoDelay = true;
            var both = new[] { PassAsync(client, target), PassAsync(target, client) };
            await Task.WhenAll(both);
        }
    }

    private async Task<Socket?> ConnectAsync()
    {
        var now = targets;
        if (now.Count == 0)
            return null;

        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(now[(int)((uint)Interlocked.Increment(ref turn) % (uint)now.Count)]);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    // Each direction ends by itself: a client that has said all may still be answered.
    private static async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                var sent = 0;
                while (sent < count)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            Reset(from);
            Reset(to);
        }
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
