using System.Net;
using AgentKit.Server.Database;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.Embedded.MongoDB;
using Pipeline.Migrations.Planning;
using Pipeline.Tests;

namespace AgentKit.Server.Tests.Files;

/// <summary>The database's server ends in the middle of an upload, and comes back with what it had.</summary>
[Trait("Speed", "Slow")]
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private readonly LaterTime _time = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("agentkit-away-").FullName;
    private EmbeddedMongoServerOptions _options = null!;
    private EmbeddedMongoServer _server = null!;
    private DatabaseConnection _connection = null!;
    private FileService _service = null!;

    public async Task InitializeAsync()
    {
        _options = new EmbeddedMongoServerOptions { Port = FreePort.Take(), DataDirectory = _folder };
        _server = await EmbeddedMongoServer.StartAsync(_options);
        var database = new MongoClient(_server.ConnectionString).GetDatabase("agentkit");
        await TestDatabases.MigrateAsync(database, MigrationRequest.Up());
        _connection = DatabaseConnection.Open(new DatabaseSettings { Uri = _server.ConnectionString, Timeout = TimeSpan.FromSeconds(1) }, null, TimeProvider.System);
        _service = await FileService.StartAsync(time: _time, own: (_connection, database));
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _connection.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Before_the_file_is_taken_it_is_refused_and_nothing_stays_in_quarantine()
    {
        GoAwayAt("put");

        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        await ComeBackAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (answer.Status, answer.Problem));
        Assert.NotNull(answer.Headers.RetryAfter);
        await SweptAsync();
        Assert.Equal((0, 0, 0), await _service.CountAsync());
        Assert.Equal(HttpStatusCode.Created, (await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf)).Status);
    }

    [Fact]
    public async Task After_it_is_taken_it_is_kept_and_published()
    {
        GoAwayAt("copy");

        var answer = await _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);
        await ComeBackAsync();

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        await SweptAsync();
        await _service.UntilStatusAsync((string)answer.Json["file_id"]!, "available");
        await ServiceProcess.UntilAsync(async () => await _service.CountAsync() == (1, 0, 1), "one document and one object");
    }

    private void GoAwayAt(string call) => _service.Store.Before = x =>
    {
        if (x == call)
            _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    };

    private async Task ComeBackAsync()
    {
        _service.Store.Before = static _ => { };
        _server = await EmbeddedMongoServer.StartAsync(_options);
        await ServiceProcess.UntilAsync(async () => (await _service.SendAsync(HttpMethod.Get, "/v1/clients/acme/files")).Status == HttpStatusCode.OK, "the database is back");
    }

    private async Task SweptAsync()
    {
        _time.Pass(TimeSpan.FromHours(25));
        Assert.True(await _service.Sweeper.RunOnceAsync(CancellationToken.None));
        await _service.Worker.RunOnceAsync(CancellationToken.None);
    }
}
