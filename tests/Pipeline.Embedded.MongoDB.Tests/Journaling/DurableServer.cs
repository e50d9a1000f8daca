using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests.Journaling;

/// <summary>A server with a data directory, which can be started again.</summary>
internal sealed class DurableServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("durable-").FullName;
    private EmbeddedMongoServer _server = null!;

    public MongoClient Client { get; private set; } = null!;

    public IMongoDatabase Database => Client.GetDatabase("test");

    public int Port => _server.Port;

    public string DataDirectory => _directory;

    public static async Task<DurableServer> StartAsync()
    {
        var server = new DurableServer();
        await server.OpenAsync();
        return server;
    }

    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    public async Task CloseAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task OpenAsync()
    {
        _server = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { DataDirectory = _directory });
        Client = new MongoClient(_server.ConnectionString);
    }
}
