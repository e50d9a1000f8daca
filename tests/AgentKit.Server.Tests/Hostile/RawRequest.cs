using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgentKit.Server.Tests.Hostile;

/// <summary>A request as bytes: what no HTTP client would send.</summary>
internal sealed record RawRequest(string Name, int Status, string Method, string Target)
{
    public byte[] Body { get; init; } = [];

    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Whether Content-Type and Content-Length are left to <see cref="Headers"/>.</summary>
    public bool IsBare { get; init; }

    public override string ToString() => Name;

    /// <summary>Sends it over a connection of its own.</summary>
    /// <returns>The whole answer; empty where the connection was cut.</returns>
    public async Task<string> SendAsync(Uri address, string token)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, bound.Token);
        var stream = socket.GetStream();
        string[] given = IsBare ? [] : [$"Content-Type: {(Method == "PATCH" ? "application/merge-patch+json" : "application/json")}", $"Content-Length: {Body.Length}"];
        string[] lines = [$"{Method} {Target} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", $"Authorization: Bearer {token}", .. given, .. Headers, "", ""];
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", lines)), bound.Token);
            await stream.WriteAsync(Body, bound.Token);
        }
        catch (IOException)
        {
            // The server has answered and closed before it had everything.
        }

        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, bound.Token);
        }
        catch (IOException) when (answer.Length > 0)
        {
            // Reset after the answer.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
