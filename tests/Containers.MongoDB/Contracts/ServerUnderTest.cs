using Containers.MongoDB;
using MongoDB.Driver;

namespace Pipeline.Contracts.MongoDB;

/// <summary>MongoDB in a container.</summary>
public sealed class ServerUnderTest : IMongoServerUnderTest, IAsyncLifetime
{
    public string Description => $"{MongoContainer.Image} in a container";

    public string ConnectionString { get; private set; } = "";

    public IMongoClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        ConnectionString = await MongoContainer.AddressAsync();
        Client = new MongoClient(ConnectionString);
    }

    public Task DisposeAsync()
    {
        Client?.Dispose();
        return Task.CompletedTask;
    }
}
