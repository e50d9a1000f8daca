using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Files;
using AgentKit.Server.Platforms;

namespace AgentKit.Server.Settings;

/// <summary>All settings, by feature.</summary>
internal sealed record ServiceSettings
{
    public ServerSettings Server { get; init; } = new();

    public AccessSettings Access { get; init; } = new();

    public DatabaseSettings Database { get; init; } = new();

    public FileSettings Files { get; init; } = new();

    public PlatformSettings Platforms { get; init; } = new();
}
