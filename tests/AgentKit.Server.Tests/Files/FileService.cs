using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AgentKit.Server.Access;
using AgentKit.Server.Clients;
using AgentKit.Server.Database;
using AgentKit.Server.Files;
using AgentKit.Server.Files.Quarantine;
using AgentKit.Server.Files.Sweeping;
using AgentKit.Server.Settings;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;

namespace AgentKit.Server.Tests.Files;

/// <summary>The service with a client, and with its files on a disk of its own.</summary>
internal sealed class FileService : IAsyncDisposable
{
    public const string Client = "acme";

    private readonly RunningService _service;
    private readonly string _folder;

    private FileService(RunningService service, IMongoDatabase database, FaultyStore store, string folder)
    {
        (_service, Database, Store, _folder) = (service, database, store, folder);
        Http = service.As(CallerRole.Member);
    }

    public static FileSettings Settings { get; } = new() { CheckRetry = TimeSpan.FromMilliseconds(50), SweepInterval = TimeSpan.FromMinutes(30), UploadsPerMinute = 100_000, UploadsPerMinuteOfCaller = 100_000 };

    public FaultyStore Store { get; }

    /// <summary>A member of the client's organisation.</summary>
    public HttpClient Http { get; }

    public RunningService Running => _service;

    public QuarantineWorker Worker => _service.Services.GetRequiredService<QuarantineWorker>();

    public FileSweeper Sweeper => _service.Services.GetRequiredService<FileSweeper>();

    public IMongoDatabase Database { get; }

    /// <param name="settings">Limits; <see cref="Settings"/> unless they are given.</param>
    /// <param name="time">The clock.</param>
    /// <param name="own">A database that the test itself can take away, as the service and as the test see it.</param>
    public static async Task<FileService> StartAsync(FileSettings? settings = null, TimeProvider? time = null, (DatabaseConnection Connection, IMongoDatabase Database)? own = null)
    {
        var folder = Directory.CreateTempSubdirectory("agentkit-files-").FullName;
        var local = new LocalPresigning(new byte[32], new Uri("http://127.0.0.1:1/v1/local-objects"));
        var store = new FaultyStore(ObjectStores.Open(ObjectStoreLocation.Parse($"file://{folder}"), new ObjectStoreOptions { Credentials = local, TimeProvider = time ?? TimeProvider.System }));
        var running = await RunningService.StartAsync(
            new ServiceSettings { Server = RunningService.Settings, Files = settings ?? Settings },
            x => x with { Objects = store, LocalObjects = local, Database = own?.Connection ?? x.Database },
            time: time);
        var service = new FileService(running, own?.Database ?? running.Database, store, folder);
        await AddClientAsync(service.Database, Client, RunningService.Organization);
        await AddClientAsync(service.Database, "theirs", "org-b");
        return service;
    }

    public static Task AddClientAsync(IMongoDatabase database, string clientId, string organization)
    {
        // Before the driver first sees the class.
        DocumentConventions.Register();
        return database.GetCollection<ClientProfile>(ClientProfile.CollectionName).InsertOneAsync(new ClientProfile
        {
            Id = ObjectId.GenerateNewId(),
            OrganizationId = organization,
            ClientId = clientId,
            Name = clientId,
            Contacts = [new ClientContact { Email = "a@example.com", Role = "primary" }],
            OnboardingStatus = OnboardingStatus.Draft,
            CreatedAt = DateTimeOffset.UtcNow,
            Version = 1,
        });
    }

    public static Uri Address(string category, string name, string client = Client) =>
        new($"/v1/clients/{client}/files?category={category}&name={Uri.EscapeDataString(name)}", UriKind.Relative);

    public Task<Answer> UploadAsync(string category, string name, byte[] content, string? type = null, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Address(category, name)) { Content = new ByteArrayContent(content) };
        if (type is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        change?.Invoke(request);
        return SendAsync(request);
    }

    public Task<Answer> SendAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), MediaTypeHeaderValue.Parse("application/json"));
        return SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await Http.SendAsync(request);
            return await Answer.OfAsync(response);
        }
    }

    /// <summary>A presigned request, whose address names a port that the test didn't know when the store was opened.</summary>
    public async Task<Answer> PutAsync(JsonNode request, byte[] content, string? type = null)
    {
        var url = new Uri((string)request["url"]!);
        using var put = new HttpRequestMessage(HttpMethod.Put, new Uri(_service.Address, url.PathAndQuery)) { Content = new ByteArrayContent(content) };
        put.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type ?? (string)request["headers"]!["Content-Type"]!);
        using var response = await _service.Client.SendAsync(put);
        return await Answer.OfAsync(response);
    }

    /// <summary>How many documents of files and of uploads there are, and how many objects.</summary>
    public async Task<(long Files, long Uploads, int Objects)> CountAsync()
    {
        var objects = 0;
        await foreach (var _ in Store.Inner.ListAsync("", null, CancellationToken.None))
            objects++;
        return (await Database.GetCollection<BsonDocument>("uploaded_files").CountDocumentsAsync("{}"), await Database.GetCollection<BsonDocument>("file_uploads").CountDocumentsAsync("{}"), objects);
    }

    public async Task<JsonNode> FileAsync(string id) => (await SendAsync(HttpMethod.Get, $"/v1/clients/{Client}/files/{id}")).Json;

    public Task UntilStatusAsync(string id, string status) => ServiceProcess.UntilAsync(async () => (string?)(await FileAsync(id))["status"] == status, $"file is {status}");

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    internal sealed record Answer(HttpStatusCode Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;

        public string? Problem => Body.StartsWith('{') && (string?)Json["type"] is { } type ? type["/problems/".Length..] : null;

        public static async Task<Answer> OfAsync(HttpResponseMessage response)
        {
            var bytes = await response.Content.ReadAsByteArrayAsync();
            return new Answer(response.StatusCode, System.Text.Encoding.UTF8.GetString(bytes), response.Headers, response.Content.Headers, bytes);
        }
    }
}
