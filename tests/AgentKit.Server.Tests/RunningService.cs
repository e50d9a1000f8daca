using System.Net;
using AgentKit.Server.Hosting;
using AgentKit.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AgentKit.Server.Tests;

/// <summary>The service on a real Kestrel, on a free port of the loopback address.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication app;

    private RunningService(WebApplication app)
    {
        this.app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(10) };
    }

    public static ServerSettings Settings { get; } = new()
    {
        HttpAddress = "127.0.0.1",
        HttpPort = 0,
        Commit = "0123abcd",
        DrainDelay = TimeSpan.Zero,
        LogLevel = Microsoft.Extensions.Logging.LogLevel.None,
    };

    public HttpClient Client { get; }

    public static async Task<RunningService> StartAsync(ServerSettings? settings = null, Action<WebApplication>? configure = null)
    {
        var app = AgentKitApplication.Create(settings ?? Settings, TimeProvider.System);
        configure?.Invoke(app);
        await app.StartAsync();
        return new RunningService(app);
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
    }
}
