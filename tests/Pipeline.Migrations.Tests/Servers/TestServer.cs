using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;

namespace Pipeline.Migrations.Tests.Servers;

/// <summary>
/// The server that tests run against: a real one where <c>PIPELINE_TEST_MONGODB_URI</c> names it, the embedded one with a data directory
/// otherwise. Each test has a database of its own, with a random name, which it takes away again.
/// </summary>
public sealed class TestServer : IAsyncLifetime
{
    private readonly string? _external = Environment.GetEnvironmentVariable("PIPELINE_TEST_MONGODB_URI");
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"migrations-{Guid.NewGuid():n}");
    private EmbeddedMongoServer? _embedded;

    public string ConnectionString => _external ?? _embedded!.ConnectionString;

    public bool IsEmbedded => _external is null;

    public async Task InitializeAsync()
    {
        if (_external is null)
            _embedded = await EmbeddedMongoServer.StartAsync(new EmbeddedMongoServerOptions { DataDirectory = _directory });
    }

    public async Task DisposeAsync()
    {
        if (_embedded is not null)
            await _embedded.DisposeAsync();
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A database that nobody else uses. Clients of one address share their connections.</summary>
    public TestDatabase NewDatabase() => new(new MongoClient(ConnectionString).GetDatabase($"pipeline_test_{Guid.NewGuid():n}"));
}
