using System.Net;
using AgentKit.Server.Access;
using AgentKit.Server.ApiKeys;
using AgentKit.Server.Auditing;
using AgentKit.Server.CampaignIdeas;
using AgentKit.Server.Clients;
using AgentKit.Server.Database;
using AgentKit.Server.Files;
using AgentKit.Server.Health;
using AgentKit.Server.Idempotency;
using AgentKit.Server.Json;
using AgentKit.Server.Observability;
using AgentKit.Server.Organizations;
using AgentKit.Server.Paging;
using AgentKit.Server.Platforms;
using AgentKit.Server.Problems;
using AgentKit.Server.Service;
using AgentKit.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Prometheus;

namespace AgentKit.Server.Hosting;

/// <summary>Puts the service together from its settings and parts. It reads nothing from its surroundings: no files, no environment.</summary>
internal static class AgentKitApplication
{
    public static WebApplication Create(ServiceSettings settings, ServiceParts parts, TimeProvider time)
    {
        DocumentConventions.Register();
        var server = settings.Server;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = server.Environment, ApplicationName = "AgentKit.Server" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(x => Listen(x, server));
        Log(builder.Logging, server);
        builder.Services.Configure<HostOptions>(x => x.ShutdownTimeout = server.DrainDelay + server.ShutdownTimeout);
        Add(builder.Services, settings, parts, time);

        var app = builder.Build();
        var metrics = app.Services.GetRequiredService<ServiceMetrics>();
        app.UseDrainingConnections();
        app.UseRequestLog();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        metrics.UseRequestMetrics(app);
        app.UseAuthentication();
        app.UseAuthorization();
        Map(app);
        return app;
    }

    private static void Add(IServiceCollection services, ServiceSettings settings, ServiceParts parts, TimeProvider time)
    {
        services.AddRouting();
        services.ConfigureHttpJsonOptions(x => ServiceJson.Apply(x.SerializerOptions));
        services.Configure<RouteHandlerOptions>(x => x.ThrowOnBadRequest = true);
        services.AddSingleton(settings.Server);
        services.AddSingleton(time);
        services.AddSingleton(ServiceMetadata.Of(settings.Server.Commit, time.GetUtcNow()));
        services.AddSingleton<Readiness>();
        services.AddSingleton<ServiceMetrics>();
        services.AddHostedService<DrainService>();

        services.AddSingleton(parts.Database);
        services.AddSingleton<ServiceDatabase>();
        if (parts.Objects is { } objects)
            services.AddSingleton(objects);
        if (parts.Secrets is { } secrets)
            services.AddSingleton(secrets);
        services.AddSingleton(new CursorCodec(parts.CursorKey));

        services.AddAccess(settings.Access, parts.DevelopmentTokens);
        services.AddAuditing();
        services.AddScoped<IdempotencyStore>();
        services.AddScoped<Pager>();
        services.AddApiKeys();
        services.AddClients();
        services.AddCampaignIdeas();
        services.AddFiles(settings.Files, parts.LocalObjects);
        services.AddPlatforms(settings.Platforms);
    }

    private static void Map(WebApplication app)
    {
        app.MapHealth();
        app.MapService();
        app.MapMetrics("/metrics", app.Services.GetRequiredService<ServiceMetrics>().Registry);

        var v1 = app.MapGroup("/v1").RequireAuthorization(AccessPolicies.Viewer);
        v1.MapClients();
        v1.MapTransitions();
        v1.MapCampaignIdeas();
        v1.MapApiKeys();
        v1.MapAuditLog();
        v1.MapFiles();
        v1.MapPlatforms();
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
