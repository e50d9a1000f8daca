using System.Net;
using AgentKit.Server.Database;
using AgentKit.Server.Tests.Files;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Auditing;

/// <summary>A file is uploaded or deleted together with its entry in the audit log, or not at all.</summary>
[Trait("Speed", "Slow")]
public sealed class AuditedFileTests : IAsyncLifetime
{
    private readonly LaterTime _time = new();
    private DatabaseProxy _proxy = null!;
    private DatabaseConnection _connection = null!;
    private FileService _service = null!;

    public async Task InitializeAsync()
    {
        var database = await TestDatabases.NewAsync();
        _proxy = await DatabaseProxy.StartAsync();
        _connection = DatabaseConnection.Open(new DatabaseSettings { Uri = _proxy.ConnectionString, Name = database.DatabaseNamespace.DatabaseName }, null, TimeProvider.System);
        _service = await FileService.StartAsync(time: _time, own: (_connection, database));
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _connection.Dispose();
        await _proxy.DisposeAsync();
        await _service.Database.Client.DropDatabaseAsync(_service.Database.DatabaseNamespace.DatabaseName);
    }

    [Theory]
    [InlineData("audit_log")]
    [InlineData("uploaded_files")]
    public async Task An_upload_of_which_one_half_can_not_be_written_is_not_taken(string refusing)
    {
        await RefuseAsync(refusing);

        var answer = await UploadAsync();

        Assert.Equal((HttpStatusCode.InternalServerError, "internal-error"), (answer.Status, answer.Problem));
        Assert.Empty(await EntriesAsync());
        Assert.Equal((0, 1, 1), await _service.CountAsync());
        await AllowAsync(refusing);
        _time.Pass(TimeSpan.FromHours(1));
        await _service.Sweeper.RunOnceAsync(CancellationToken.None);
        Assert.Equal((0, 0, 0), await _service.CountAsync());
        Assert.Equal(HttpStatusCode.Created, (await UploadAsync()).Status);
        Assert.Equal(["file.uploaded"], await EntriesAsync());
    }

    [Theory]
    [InlineData("audit_log")]
    [InlineData("uploaded_files")]
    public async Task A_deletion_of_which_one_half_can_not_be_written_is_not_done_and_can_be_repeated(string refusing)
    {
        var file = (await UploadAsync()).Json;
        var address = $"/v1/clients/acme/files/{file["file_id"]}";
        await RefuseAsync(refusing);

        var answer = await _service.SendAsync(HttpMethod.Delete, address);

        Assert.Equal((HttpStatusCode.InternalServerError, "internal-error"), (answer.Status, answer.Problem));
        Assert.Equal(file.ToJsonString(), (await _service.SendAsync(HttpMethod.Get, address)).Json.ToJsonString());
        Assert.Equal(SampleContent.Pdf, (await _service.SendAsync(HttpMethod.Get, $"{address}/download")).Bytes);
        Assert.Equal(["file.uploaded"], await EntriesAsync());
        await AllowAsync(refusing);
        Assert.Equal(HttpStatusCode.NoContent, (await _service.SendAsync(HttpMethod.Delete, address)).Status);
        Assert.Equal((1, 0, 0), await _service.CountAsync());
        Assert.Equal(["file.uploaded", "file.deleted"], await EntriesAsync());
    }

    [Theory]
    [InlineData("insert", "audit_log")]
    [InlineData("commitTransaction", "")]
    public async Task An_answer_of_the_database_that_was_lost_on_the_way_writes_nothing_twice(string command, string collection)
    {
        LoseAnswerOnce(command, collection);
        var uploaded = await UploadAsync();
        LoseAnswerOnce(command, collection);
        var deleted = await _service.SendAsync(HttpMethod.Delete, $"/v1/clients/acme/files/{uploaded.Json["file_id"]}");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.NoContent), (uploaded.Status, deleted.Status));
        Assert.Equal((1, 0, 0), await _service.CountAsync());
        Assert.Equal(["file.uploaded", "file.deleted"], await EntriesAsync());
    }

    private Task<FileService.Answer> UploadAsync() => _service.UploadAsync("other", "a.pdf", SampleContent.Pdf);

    private Task<BsonDocument> RefuseAsync(string collection) => _service.Database.RunCommandAsync<BsonDocument>($"{{ collMod: '{collection}', validator: {{ never: true }} }}");

    private Task<BsonDocument> AllowAsync(string collection) => _service.Database.RunCommandAsync<BsonDocument>($"{{ collMod: '{collection}', validator: {{}} }}");

    private void LoseAnswerOnce(string command, string collection)
    {
        var lost = 0;
        _proxy.Answering = (asked, of) => Task.FromResult((asked, of) != (command, collection) || Interlocked.Increment(ref lost) > 1);
    }

    private async Task<IEnumerable<string>> EntriesAsync()
    {
        var entries = await _service.Database.GetCollection<BsonDocument>("audit_log").Find("{ resource_type: 'file' }").Sort("{ _id: 1 }").ToListAsync();
        return entries.Select(x => x["action"].AsString);
    }
}
