using MongoDB.Bson;
using MongoDB.Driver;

namespace Pipeline.Embedded.MongoDB.Tests;

/// <summary>One embedded server for a test class, and the driver's client of it. Each test takes databases of its own.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private EmbeddedMongoServer _server = null!;

    public EmbeddedMongoServer Server => _server;

    public IMongoClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = await EmbeddedMongoServer.StartAsync();
        Client = new MongoClient(_server.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }

    /// <summary>A database that nobody else has.</summary>
    public IMongoDatabase Database() => Client.GetDatabase("t" + Guid.NewGuid().ToString("N"));

    public Task<BsonDocument> AdminAsync(string command) => Client.GetDatabase("admin").RunAsync(command);
}
