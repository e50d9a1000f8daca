namespace AgentKit.Server.Platforms;

/// <summary>Connections of clients to the platforms that they use.</summary>
internal static class PlatformsFeature
{
    public static IServiceCollection AddPlatforms(this IServiceCollection services, PlatformSettings settings) => services.AddSingleton(settings);

    public static void MapPlatforms(this RouteGroupBuilder v1) => ArgumentNullException.ThrowIfNull(v1);
}
