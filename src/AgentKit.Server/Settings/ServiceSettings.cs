using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Files;
using AgentKit.Server.Platforms;
using AgentKit.Server.Secrets;
using Pipeline.Configuration.Binding;

namespace AgentKit.Server.Settings;

/// <summary>All settings, by feature.</summary>
internal sealed record ServiceSettings
{
    public ServerSettings Server { get; init; } = new();

    public DatabaseSettings Database { get; init; } = new();

    public AccessSettings Access { get; init; } = new();

    public SecretSettings Secrets { get; init; } = new();

    public FileStorageSettings FileStorage { get; init; } = new();

    public FileSettings Files { get; init; } = new();

    public PlatformSettings Platforms { get; init; } = new();

    public static ServiceSettings Of(BoundSettings bound) => new()
    {
        Server = bound.Get<ServerSettings>(),
        Database = bound.Get<DatabaseSettings>(),
        Access = bound.Get<AccessSettings>(),
        Secrets = bound.Get<SecretSettings>(),
        FileStorage = bound.Get<FileStorageSettings>(),
        Files = bound.Get<FileSettings>(),
        Platforms = bound.Get<PlatformSettings>(),
    };
}
