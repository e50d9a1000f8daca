using Pipeline.Configuration;

namespace AgentKit.Server.Platforms;

/// <summary>How the platforms that clients use are reached.</summary>
[SettingGroup("Platforms")]
internal sealed record PlatformSettings;
