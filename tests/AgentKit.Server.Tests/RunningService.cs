using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Hosting;
using AgentKit.Server.Secrets;
using AgentKit.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Bson;
using MongoDB.Driver;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Credentials;
using Pipeline.Secrets.Caching;
using Pipeline.Secrets.Opening;

namespace AgentKit.Server.Tests;

/// <summary>The service on a real Kestrel, on a free port of the loopback address, with a database of its own.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    /// <summary>The organisation that <see cref="Client"/>s of tests belong to unless they say otherwise.</summary>
    public const string Organization = "org-a";

    private readonly WebApplication app;
    private readonly ServiceParts parts;
    private readonly string folder;

    private RunningService(WebApplication app, ServiceParts parts, IMongoDatabase database, string folder)
    {
        (this.app, this.parts, this.folder) = (app, parts, folder);
        Database = database;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = As(null);
    }

    public static ServerSettings Settings { get; } = new()
    {
        Environment = "Development",
        HttpAddress = "127.0.0.1",
        HttpPort = 0,
        Commit = "0123abcd",
        DrainDelay = TimeSpan.Zero,
        LogLevel = Microsoft.Extensions.Logging.LogLevel.None,
    };

    public Uri Address { get; }

    /// <summary>Nobody.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public ServiceParts Parts => parts;

    /// <summary>The service's database, seen from outside of it.</summary>
    public IMongoDatabase Database { get; }

    public IMongoCollection<BsonDocument> this[string collection] => Database.GetCollection<BsonDocument>(collection);

    public static Task<RunningService> StartAsync(ServerSettings? settings = null, Action<WebApplication>? configure = null) =>
        StartAsync(new ServiceSettings { Server = settings ?? Settings }, configure: configure);

    public static async Task<RunningService> StartAsync(ServiceSettings settings, Func<ServiceParts, ServiceParts>? change = null, Action<WebApplication>? configure = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        var folder = Directory.CreateTempSubdirectory("agentkit-").FullName;
        var database = await TestDatabases.NewAsync();
        settings = settings with { Database = settings.Database with { Uri = await TestDatabases.ServerAsync(), Name = database.DatabaseNamespace.DatabaseName } };
        var store = SecretStores.Open(SecretStoreLocation.Parse($"encrypted://{folder}/secrets.json"), new SecretStoreOptions());
        var keys = SigningKeys.Random();
        var parts = new ServiceParts
        {
            Database = DatabaseConnection.Open(settings.Database, null, time),
            Objects = ObjectStores.Open(ObjectStoreLocation.Parse($"file://{folder}/files"), new ObjectStoreOptions { Credentials = new LocalPresigning(keys.Of("local-files"), new Uri("http://127.0.0.1/objects")) }),
            SecretStore = store,
            Secrets = await ProductionSecretsManager.StartAsync(store, new SecretsManagerOptions(), CancellationToken.None),
            Keys = keys,
            DevelopmentTokens = new DevelopmentTokens(ECDsa.Create(ECCurve.NamedCurves.nistP256), time),
        };
        parts = change?.Invoke(parts) ?? parts;
        var app = AgentKitApplication.Create(settings, parts, time);
        configure?.Invoke(app);
        await app.StartAsync();
        return new RunningService(app, parts, database, folder);
    }

    public string Token(CallerRole role, string organization = Organization, string subject = "user-1") =>
        parts.DevelopmentTokens!.Issue(organization, subject, role, TimeSpan.FromMinutes(10));

    /// <summary>A client with a role in an organisation; without a role, nobody.</summary>
    public HttpClient As(CallerRole? role, string organization = Organization, string subject = "user-1")
    {
        var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        if (role is { } given)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(given, organization, subject));
        return client;
    }

    public async Task<(HttpStatusCode Status, string Body)> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await parts.Secrets.DisposeAsync();
        await parts.Objects.DisposeAsync();
        parts.Database.Dispose();
        await Database.Client.DropDatabaseAsync(Database.DatabaseNamespace.DatabaseName);
        Directory.Delete(folder, recursive: true);
    }
}
