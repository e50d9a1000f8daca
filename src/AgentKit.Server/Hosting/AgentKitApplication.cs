using System.Net;
using AgentKit.Server.Health;
using AgentKit.Server.Observability;
using AgentKit.Server.Service;
using AgentKit.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Prometheus;

namespace AgentKit.Server.Hosting;

/// <summary>Puts the service together from its settings. It reads nothing from its surroundings: no files, no environment.</summary>
internal static class AgentKitApplication
{
    public static WebApplication Create(ServerSettings settings, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = settings.Environment, ApplicationName = "AgentKit.Server" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(x => Listen(x, settings));
        Log(builder.Logging, settings);

        builder.Services.AddRoutingCore();
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(ServiceMetadata.Of(settings.Commit, time.GetUtcNow()));
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<ServiceMetrics>();
        builder.Services.AddHostedService<DrainService>();
        builder.Services.Configure<HostOptions>(x => x.ShutdownTimeout = settings.DrainDelay + settings.ShutdownTimeout);

        var app = builder.Build();
        var metrics = app.Services.GetRequiredService<ServiceMetrics>();
        app.UseDrainingConnections();
        app.UseRequestLog();
        // What the server itself refuses (too large, too slow, malformed) keeps its status; all else is a bug of ours.
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = x => x is Microsoft.AspNetCore.Http.BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        app.UseRouting();
        metrics.UseRequestMetrics(app);
        app.MapHealth();
        app.MapService();
        app.MapMetrics("/metrics", metrics.Registry);
        return app;
    }

    private static void Listen(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.MaxRequestBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = settings.MaxConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = settings.MaxConnections;
        kestrel.Limits.RequestHeadersTimeout = settings.RequestHeadersTimeout;
        kestrel.Limits.KeepAliveTimeout = settings.KeepAliveTimeout;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;

        if (settings.HttpAddress == "*")
            kestrel.ListenAnyIP(settings.HttpPort);
        else
            kestrel.Listen(IPAddress.Parse(settings.HttpAddress), settings.HttpPort);
    }

    private static void Log(ILoggingBuilder logging, ServerSettings settings)
    {
        logging.SetMinimumLevel(settings.LogLevel);
        logging.AddFilter("Microsoft.AspNetCore", settings.LogLevel > LogLevel.Warning ? settings.LogLevel : LogLevel.Warning);
        logging.Configure(x => x.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        logging.AddJsonConsole(x =>
        {
            x.IncludeScopes = true;
            x.UseUtcTimestamp = true;
            x.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
