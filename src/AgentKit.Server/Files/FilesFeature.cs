namespace AgentKit.Server.Files;

/// <summary>Files of clients.</summary>
internal static class FilesFeature
{
    public static IServiceCollection AddFiles(this IServiceCollection services, FileSettings settings) => services.AddSingleton(settings);

    public static void MapFiles(this RouteGroupBuilder v1) => ArgumentNullException.ThrowIfNull(v1);
}
