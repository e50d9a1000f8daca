using System.Net;
using System.Net.Sockets;

namespace Pipeline.Embedded.Kubernetes.Running.Addresses;

/// <summary>A port of 127.0.0.1 that nobody listens on now.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
