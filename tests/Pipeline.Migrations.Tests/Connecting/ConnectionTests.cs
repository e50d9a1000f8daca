using System.Net;
using System.Net.Sockets;
using Pipeline.Embedded.MongoDB;
using Pipeline.Errors;
using Pipeline.Migrations.Connecting;
using Pipeline.Migrations.Planning;
using Pipeline.Migrations.Tests.Samples;

namespace Pipeline.Migrations.Tests.Connecting;

public sealed class ConnectionTests
{
    [Fact]
    public async Task A_server_that_is_not_there_is_named_with_its_address()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var migrator = Migrator.Create(MigrationConnection.Open($"mongodb://127.0.0.1:{port}/", "agency", TimeSpan.FromSeconds(0.5)), SampleSet.Of(SampleSet.Migration<CreateClients>(1)));

        var exception = await Assert.ThrowsAsync<PipelineException>(() => migrator.RunAsync(MigrationRequest.Up()));

        Assert.Equal("PIPE8030", exception.Code.Id);
        Assert.Contains($"127.0.0.1:{port} within 0.5 s", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_are_named_without_the_password()
    {
        await using var server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { RequiresAuthentication = true, UserName = "root", Password = "right" });
        var migrator = Migrator.Create(MigrationConnection.Open($"mongodb://root:wrong-one@127.0.0.1:{server.Port}/agency?authSource=admin"), SampleSet.Of(SampleSet.Migration<CreateClients>(1)));

        var exception = await Assert.ThrowsAsync<PipelineException>(() => migrator.PlanAsync(MigrationRequest.Up()));

        Assert.Equal("PIPE8031", exception.Code.Id);
        Assert.Contains("credentials of root (authSource admin)", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-one", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("mongodb://user:p@ss:word@host/")]
    [InlineData("mongodb://host:27017/")]
    public void A_connection_string_that_can_not_be_used_is_refused_without_being_shown(string text)
    {
        var exception = Assert.Throws<PipelineException>(() => MigrationConnection.Open(text));

        Assert.Equal(("PIPE8033", 2), (exception.Code.Id, exception.ExitCode));
        Assert.DoesNotContain("p@ss", exception.ToString(), StringComparison.Ordinal);
    }
}
