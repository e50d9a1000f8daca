using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Pipeline.Secrets.Tests;

/// <summary>An HTTP server on this machine, for one fake. Faults that are queued answer before the fake does.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Queue<Fault> _faults = [];
    // Not disposed: what hangs ends by it.
    private readonly CancellationTokenSource _stopping = new();

    private LocalServer(WebApplication application) => _application = application;

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Answered by a fault, not by the fake.</summary>
    public int FaultsServed { get; private set; }

    public static async Task<LocalServer> StartAsync(RequestDelegate answer, Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(x => x.Listen(System.Net.IPAddress.Loopback, 0, y => listen?.Invoke(y)));
        var application = builder.Build();
        var server = new LocalServer(application);
        application.Run(async context =>
        {
            if (server.Next(context.Request.Path) is { } fault)
                await fault.AnswerAsync(context, server._stopping.Token);
            else
                await answer(context);
        });
        await application.StartAsync();
        return server;
    }

    /// <summary>The next requests (whose path has a part) get these instead of an answer.</summary>
    public void Fail(params Fault[] faults)
    {
        lock (_faults)
        {
            foreach (var fault in faults)
                _faults.Enqueue(fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
            return;
        await _stopping.CancelAsync();
        await _application.DisposeAsync();
    }

    private Fault? Next(string path)
    {
        lock (_faults)
        {
            if (!_faults.TryPeek(out var fault) || !path.Contains(fault.PathPart, StringComparison.Ordinal))
                return null;
            FaultsServed++;
            return _faults.Dequeue();
        }
    }
}
