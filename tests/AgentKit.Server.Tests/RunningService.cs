using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using AgentKit.Server.Access;
using AgentKit.Server.Hosting;
using AgentKit.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Driver;

namespace AgentKit.Server.Tests;

/// <summary>The service on a real Kestrel, on a free port of the loopback address, with a database of its own.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    /// <summary>The organisation that <see cref="Client"/>s of tests belong to unless they say otherwise.</summary>
    public const string Organization = "org-a";

    private readonly WebApplication app;
    private readonly ServiceParts parts;

    private RunningService(WebApplication app, ServiceParts parts)
    {
        this.app = app;
        this.parts = parts;
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

    public IMongoDatabase Database => parts.Database;

    public static Task<RunningService> StartAsync(ServerSettings? settings = null, Action<WebApplication>? configure = null) =>
        StartAsync(new ServiceSettings { Server = settings ?? Settings }, configure: configure);

    public static async Task<RunningService> StartAsync(ServiceSettings settings, Func<ServiceParts, ServiceParts>? change = null, Action<WebApplication>? configure = null)
    {
        var parts = new ServiceParts
        {
            Database = await TestDatabases.NewAsync(),
            CursorKey = RandomNumberGenerator.GetBytes(32),
            DevelopmentTokens = new DevelopmentTokens(ECDsa.Create(ECCurve.NamedCurves.nistP256), TimeProvider.System),
        };
        parts = change?.Invoke(parts) ?? parts;
        var app = AgentKitApplication.Create(settings, parts, TimeProvider.System);
        configure?.Invoke(app);
        await app.StartAsync();
        return new RunningService(app, parts);
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
        await parts.Database.Client.DropDatabaseAsync(parts.Database.DatabaseNamespace.DatabaseName);
    }
}
