using System.Net;
using System.Net.Sockets;
using System.Text;
using Pipeline.Embedded.Kubernetes.Forwarding;

namespace Pipeline.Embedded.Kubernetes.Tests.Forwarding;

public class PortForwarderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Connections_take_turns_and_each_direction_ends_by_itself()
    {
        using var one = Answering("one");
        using var two = Answering("two");
        using var forwarder = PortForwarder.Listen(IPAddress.Loopback, 0, isOwnAddress: true);
        forwarder.Targets = [(IPEndPoint)one.LocalEndpoint, (IPEndPoint)two.LocalEndpoint];

        var answers = new List<string>();
        for (var i = 0; i < 4; i++)
            answers.Add(await AskAsync(forwarder.EndPoint).WaitAsync(Patience));

        Assert.Equal(["one: hello", "two: hello", "one: hello", "two: hello"], answers);
    }

    [Fact]
    public async Task Without_a_target_a_connection_is_reset()
    {
        using var forwarder = PortForwarder.Listen(IPAddress.Loopback, 0, isOwnAddress: true);

        await Assert.ThrowsAnyAsync<Exception>(() => AskAsync(forwarder.EndPoint).WaitAsync(Patience));
    }

    [Fact]
    public async Task An_open_connection_stays_when_its_target_takes_nothing_new()
    {
        using var one = Answering("one");
        using var two = Answering("two");
        using var forwarder = PortForwarder.Listen(IPAddress.Loopback, 0, isOwnAddress: true);
        forwarder.Targets = [(IPEndPoint)one.LocalEndpoint];
        using var open = new TcpClient();
        await open.ConnectAsync(forwarder.EndPoint);
        await using var stream = open.GetStream();
        await stream.WriteAsync("hel"u8.ToArray());
        using var reader = new StreamReader(stream);
        var greeting = new char[5];
        Assert.Equal(5, await reader.ReadBlockAsync(greeting).AsTask().WaitAsync(Patience));

        forwarder.Targets = [(IPEndPoint)two.LocalEndpoint];

        Assert.Equal("two: hello", await AskAsync(forwarder.EndPoint).WaitAsync(Patience));
        await stream.WriteAsync("lo"u8.ToArray());
        open.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal("one: hello", new string(greeting) + await reader.ReadToEndAsync().WaitAsync(Patience));
    }

    private static async Task<string> AskAsync(IPEndPoint address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address);
        await using var stream = client.GetStream();
        await stream.WriteAsync("hello"u8.ToArray());
        client.Client.Shutdown(SocketShutdown.Send);
        var answer = await new StreamReader(stream).ReadToEndAsync();
        return answer.Length > 0 ? answer : throw new IOException("no answer");
    }

    // Says who it is, and, when it was told all, what it was told.
    private static TcpListener Answering(string name)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _ = Task.Run(async () =>
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                await stream.WriteAsync(Encoding.UTF8.GetBytes($"{name}: "));
                var told = await new StreamReader(stream).ReadToEndAsync();
                await stream.WriteAsync(Encoding.UTF8.GetBytes(told));
            }
        });
        return listener;
    }
}
