using AgentKit.Server.Clients;
using AgentKit.Server.Platforms.Checking;

namespace AgentKit.Server.Platforms;

/// <summary>Connections of clients to the platforms that they use.</summary>
internal static class PlatformsFeature
{
    public static IServiceCollection AddPlatforms(this IServiceCollection services, PlatformSettings settings)
    {
        services.AddSingleton(settings);
        services.AddPlatformClients(settings);
        services.AddSingleton<PlatformMetrics>();
        services.AddTransient<PlatformChecks>();
        services.AddScoped<PlatformCredentials>();
        services.AddScoped<PlatformConnections>();
        services.AddScoped<IOnboardingConditionCheck, ConnectedPlatformCheck>();
        return services;
    }

    public static void MapPlatforms(this RouteGroupBuilder v1) => PlatformEndpoints.Map(v1);
}
