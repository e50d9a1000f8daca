using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Pipeline.Components.Rehearsal;

/// <summary>A port that stays the same from one start of a server to the next, as long as nobody else has taken it: deployed pods have its address in their settings.</summary>
internal static class KeptPort
{
    /// <summary>The port in the file, or a free one that is written there.</summary>
    public static int Of(string file)
    {
        if (File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var kept) && Listen(kept) is { } port)
            return port;

        var free = Listen(0) ?? throw new InvalidOperationException("No port of 127.0.0.1 is free.");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, free.ToString(CultureInfo.InvariantCulture));
        return free;
    }

    private static int? Listen(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
