using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;

namespace Pipeline.Cli.Tests;

/// <summary>The server that tests run against: a real one where PIPELINE_TEST_MONGODB_URI names it, the embedded one otherwise.</summary>
public sealed class Server : IAsyncLifetime
{
    private readonly string? _external = Environment.GetEnvironmentVariable("PIPELINE_TEST_MONGODB_URI");
    private EmbeddedMongoServer? _embedded;

    public string Uri => _external ?? _embedded!.ConnectionString;

    public async Task InitializeAsync()
    {
        if (_external is null)
            _embedded = await EmbeddedMongoServer.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_embedded is not null)
            await _embedded.DisposeAsync();
    }

    /// <summary>A database that nobody else uses.</summary>
    public IMongoDatabase NewDatabase() => new MongoClient(Uri).GetDatabase($"pipeline_test_{Guid.NewGuid():n}");

    public static async Task<IReadOnlyList<string>> IndexesOf(IMongoDatabase database, string collection) =>
        [.. (await (await database.GetCollection<BsonDocument>(collection).Indexes.ListAsync()).ToListAsync()).Select(x => x["name"].AsString).Order()];
}
