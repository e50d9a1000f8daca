using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;

namespace Pipeline.Contracts.MongoDB;

/// <summary>The server that <c>PIPELINE_TEST_MONGODB_URI</c> names, otherwise an embedded one.</summary>
public sealed class ServerUnderTest : IMongoServerUnderTest, IAsyncLifetime
{
    private const string Variable = "PIPELINE_TEST_MONGODB_URI";

    private EmbeddedMongoServer? _embedded;

    public string Description { get; private set; } = "";

    public string ConnectionString { get; private set; } = "";

    public IMongoClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } address)
        {
            (Description, ConnectionString) = (Variable, address);
        }
        else
        {
            _embedded = await EmbeddedMongoServer.StartAsync();
            (Description, ConnectionString) = ("embedded", _embedded.ConnectionString);
        }

        Client = new MongoClient(ConnectionString);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }
}
