using System.Net;
using System.Net.Sockets;
using Pipeline.Components.Rehearsal;

namespace Pipeline.Components.Tests.Rehearsal;

public sealed class KeptPortTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("kept-port-").FullName;

    private string PortFile => Path.Combine(directory, "new", "port");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_port_stays_the_same_while_it_is_free()
    {
        var first = KeptPort.Of(PortFile);

        Assert.Equal(first, KeptPort.Of(PortFile));
    }

    [Fact]
    public void Another_one_is_taken_and_kept_when_somebody_has_it()
    {
        var first = KeptPort.Of(PortFile);
        using var taken = new TcpListener(IPAddress.Loopback, first);
        taken.Start();

        var second = KeptPort.Of(PortFile);

        Assert.NotEqual(first, second);
        taken.Stop();
        Assert.Equal(second, KeptPort.Of(PortFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("99999")]
    public void A_file_that_holds_no_port_is_written_anew(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PortFile)!);
        File.WriteAllText(PortFile, content);

        var port = KeptPort.Of(PortFile);

        Assert.Equal(port, KeptPort.Of(PortFile));
    }
}
