using System.Net.Http.Json;
using System.Text.Json;
using AgentKit.Server.Access;
using AgentKit.Server.Platforms;
using AgentKit.Server.Settings;
using MongoDB.Bson;
using MongoDB.Driver;

namespace AgentKit.Server.Tests.Platforms;

/// <summary>The service with played platforms, a secret store in memory, and a client company in each of two organisations.</summary>
internal sealed class PlatformHost : IAsyncDisposable
{
    public const string OtherOrganization = "org-b";

    private readonly List<HttpClient> clients = [];

    private PlatformHost(RunningService service, PlayedPlatforms played, MemorySecrets secrets)
    {
        Service = service;
        Played = played;
        Secrets = secrets;
    }

    public RunningService Service { get; }

    public PlayedPlatforms Played { get; }

    public MemorySecrets Secrets { get; }

    public static async Task<PlatformHost> StartAsync()
    {
        var played = await PlayedPlatforms.StartAsync();
        var secrets = new MemorySecrets();
        var settings = new ServiceSettings
        {
            Server = RunningService.Settings,
            Platforms = new PlatformSettings
            {
                TripleWhaleUrl = new(played.Address, "triplewhale"),
                HubSpotUrl = new(played.Address, "hubspot/"),
                KlaviyoUrl = new(played.Address, "klaviyo"),
                Timeout = TimeSpan.FromSeconds(3),
                AttemptTimeout = TimeSpan.FromSeconds(0.8),
            },
        };
        var host = new PlatformHost(await RunningService.StartAsync(settings, x => x with { SecretStore = secrets }), played, secrets);
        await host.AddClientAsync(RunningService.Organization, "acme", "draft");
        await host.AddClientAsync(OtherOrganization, "acme", "draft");
        await host.AddClientAsync(RunningService.Organization, "gone", "archived");
        return host;
    }

    public HttpClient As(CallerRole? role, string organization = RunningService.Organization)
    {
        var client = Service.As(role, organization);
        clients.Add(client);
        return client;
    }

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, CallerRole? role = CallerRole.Member, string organization = RunningService.Organization)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/v1/clients/{path}", UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await As(role, organization).SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, response.Headers.RetryAfter?.Delta);
    }

    public Task<Answer> ConnectAsync(string platform, string key, string organization = RunningService.Organization) =>
        SendAsync(HttpMethod.Put, $"acme/platforms/{platform}", new { api_key = key }, organization: organization);

    public async Task<BsonDocument?> DocumentAsync(string platform, string organization = RunningService.Organization) => await Documents
        .Find(new BsonDocument { ["organization_id"] = organization, ["platform"] = platform })
        .SingleOrDefaultAsync();

    public IMongoCollection<BsonDocument> Documents => Service.Database.GetCollection<BsonDocument>("platform_credentials");

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(x => x.Dispose());
        await Service.DisposeAsync();
        await Played.DisposeAsync();
    }

    private Task AddClientAsync(string organization, string id, string status) => Service.Database.GetCollection<BsonDocument>("client_profiles").InsertOneAsync(new BsonDocument
    {
        ["organization_id"] = organization,
        ["client_id"] = id,
        ["name"] = "Acme",
        ["contacts"] = new BsonArray { new BsonDocument { ["email"] = "a@example.com", ["role"] = "primary" } },
        ["onboarding_status"] = status,
        ["created_at"] = DateTime.UtcNow,
        ["version"] = 1L,
    });

    internal sealed record Answer(int Status, JsonElement Body, TimeSpan? RetryAfter)
    {
        public string? Text(string name) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
