using System.Net;
using AgentKit.Server.Access;
using AgentKit.Server.ApiKeys;
using AgentKit.Server.Auditing;
using AgentKit.Server.CampaignIdeas;
using AgentKit.Server.Clients;
using AgentKit.Server.Describing;
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
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Pipeline.Errors;
using Prometheus;

namespace AgentKit.Server.Hosting;

/// <summary>Puts the service together from its settings and parts. It reads nothing from its surroundings: no files, no environment.</summary>
internal static class AgentKitApplication
{
    public static WebApplication Create(ServiceSettings settings, ServiceParts parts, TimeProvider time)
    {
        // The settings refuse this already; nobody who builds the parts in another way gets past here.
        if (parts.DevelopmentTokens is not null && settings.Server.Environment == ServerSettings.Production)
            throw new PipelineException(ServiceErrors.DevelopmentTokensInProduction, "The service doesn't sign its own tokens in Production. Take AGENTKIT_DEVELOPMENT_TOKENS away, and set AGENTKIT_OIDC_ISSUER.") { ExitCode = 2 };

        var server = settings.Server;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = server.Environment, ApplicationName = "AgentKit.Server" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(x => Listen(x, server));
        // After the server's own, which it takes the place of.
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>, ConnectionMemory.Factory>();
        Log(builder.Logging, server);
        builder.Services.Configure<HostOptions>(x =>
        {
            x.ShutdownTimeout = server.DrainDelay + server.ShutdownTimeout;
            // Requests are answered though something beside them fails; what failed is logged.
            x.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        Add(builder.Services, settings, parts, time);

        var app = builder.Build();
        var metrics = app.Services.GetRequiredService<ServiceMetrics>();
        SecretMetrics.Register(metrics.Registry, parts.Secrets);
        app.UseDrainingConnections();
        app.UseResponseHeaders();
        app.UseRefusedBodies();
        app.UseRequestLog();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        metrics.UseRequestMetrics(app);
        app.UseAuthentication();
        app.UseAuthorization();
        Map(app);
        return app;
    }

    /// <summary>Where a started service can be reached from this machine.</summary>
    public static Uri AddressOf(WebApplication app)
    {
        var address = new UriBuilder(app.Urls.First().Replace("*", "127.0.0.1", StringComparison.Ordinal));
        if (address.Host is "[::]" or "0.0.0.0")
            address.Host = "127.0.0.1";
        return address.Uri;
    }

    private static void Add(IServiceCollection services, ServiceSettings settings, ServiceParts parts, TimeProvider time)
    {
        services.AddRouting();
        services.ConfigureHttpJsonOptions(x => ServiceJson.Apply(x.SerializerOptions));
        services.Configure<RouteHandlerOptions>(x => x.ThrowOnBadRequest = true);
        services.AddSingleton(settings.Server);
        services.AddSingleton(time);
        services.AddSingleton(ServiceMetadata.Of(settings.Server.Commit, time.GetUtcNow()));
        services.AddSingleton<ServiceMetrics>();
        services.AddHealth();
        services.AddDescription();

        services.AddSingleton(parts.Objects);
        services.AddSingleton(parts.SecretStore);
        services.AddSingleton(parts.Secrets);
        services.AddSingleton(parts.Keys);
        services.AddSingleton(new ServiceDatabase(parts.Database));
        services.AddSingleton(new CursorCodec(parts.Keys));

        services.AddAccess(settings.Access, parts.DevelopmentTokens, time);
        services.AddAuditing();
        services.AddScoped<IdempotencyStore>();
        services.AddScoped<Pager>();
        services.AddApiKeys();
        services.AddClients();
        services.AddCampaignIdeas();
        services.AddSingleton(parts.CrashPoints);
        services.AddFiles(settings.Files, parts.LocalObjects);
        services.AddPlatforms(settings.Platforms);
    }

    private static void Map(WebApplication app)
    {
        app.MapMetrics("/metrics", app.Services.GetRequiredService<ServiceMetrics>().Registry).AllowAnonymous().ExcludeFromDescription();
        var all = app.MapGroup("").AnswerHead();
        all.MapHealth();
        all.MapService();
        all.MapDescription(app.Environment);

        var v1 = all.MapGroup("/v1").RequireAuthorization(AccessPolicies.Viewer);
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
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
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
        ErrorLogging.AddTo(logging, x =>
        {
            x.IncludeScopes = true;
            x.UseUtcTimestamp = true;
            x.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
    }
}
