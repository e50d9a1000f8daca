using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Files;
using AgentKit.Server.Platforms;
using AgentKit.Server.Secrets;
using Pipeline.Configuration;

namespace AgentKit.Server.Settings;

/// <summary>Every environment variable that the service reads; nothing else reads the environment.</summary>
internal static class ServiceCatalogue
{
    public static SettingCatalogue All { get; } = SettingCatalogue.Of(
        typeof(ServerSettings), typeof(DatabaseSettings), typeof(AccessSettings), typeof(SecretSettings), typeof(FileStorageSettings), typeof(FileSettings), typeof(PlatformSettings));
}
