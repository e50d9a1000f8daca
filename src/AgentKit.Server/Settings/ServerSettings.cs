using Microsoft.Extensions.Logging;

namespace AgentKit.Server.Settings;

/// <summary>All that can be set from outside, by environment variables. <see cref="SettingCatalogue"/> has a line for each.</summary>
internal sealed record ServerSettings
{
    public string Environment { get; init; } = "Production";

    public string HttpAddress { get; init; } = "*";

    public int HttpPort { get; init; } = 8080;

    public string Commit { get; init; } = "unknown";

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public TimeSpan DrainDelay { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(20);

    public long MaxRequestBodyBytes { get; init; } = 1024 * 1024;

    public int MaxConnections { get; init; } = 1000;

    public TimeSpan RequestHeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(120);
}
