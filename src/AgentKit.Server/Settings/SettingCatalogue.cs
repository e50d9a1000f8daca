using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace AgentKit.Server.Settings;

/// <summary>Every environment variable that the service reads, and nothing else reads the environment.</summary>
internal static class SettingCatalogue
{
    private static readonly ServerSettings Defaults = new();

    public static IReadOnlyList<Setting> All { get; } =
    [
        new()
        {
            Name = "ASPNETCORE_ENVIRONMENT", Type = "Production, Staging or Development", Default = Defaults.Environment, Example = "Staging",
            Description = "What kind of environment this is. Development shows more in errors.",
            Apply = (x, value) => value is "Production" or "Staging" or "Development" ? x with { Environment = value } : null,
        },
        new()
        {
            Name = "AGENTKIT_HTTP_ADDRESS", Type = "an IP address, or * for all", Default = Defaults.HttpAddress, Example = "127.0.0.1",
            Description = "The address to listen on.",
            Apply = (x, value) => value == "*" || IPAddress.TryParse(value, out _) ? x with { HttpAddress = value } : null,
        },
        new()
        {
            Name = "AGENTKIT_HTTP_PORT", Type = "a port, 0 to 65535; 0 takes a free one", Default = Text(Defaults.HttpPort), Example = "8080",
            Description = "The port to listen on, plain HTTP: TLS ends at the ingress.",
            Apply = (x, value) => Number(value, 0, 65535) is { } port ? x with { HttpPort = (int)port } : null,
        },
        new()
        {
            Name = "AGENTKIT_COMMIT", Type = "a text without spaces", Default = Defaults.Commit, Example = "0123456789abcdef0123456789abcdef01234567",
            Description = "The commit that the image was built from, as /v1/service and the metric agentkit_build_info tell it. The image sets it.",
            Apply = (x, value) => value.Length is > 0 and <= 128 && value.All(c => c is > ' ' and <= '~') ? x with { Commit = value } : null,
        },
        new()
        {
            Name = "AGENTKIT_LOG_LEVEL", Type = "Trace, Debug, Information, Warning, Error, Critical or None", Default = Defaults.LogLevel.ToString(), Example = "Debug",
            Description = "The least important log line that is written.",
            Apply = (x, value) => Enum.TryParse<LogLevel>(value, out var level) && Enum.IsDefined(level) && !char.IsAsciiDigit(value[0]) ? x with { LogLevel = level } : null,
        },
        Duration("AGENTKIT_DRAIN_DELAY", Defaults.DrainDelay, TimeSpan.Zero, "How long, after SIGTERM, requests are still taken while /readyz says 503, so that load balancers notice.", (x, value) => x with { DrainDelay = value }),
        Duration("AGENTKIT_SHUTDOWN_TIMEOUT", Defaults.ShutdownTimeout, TimeSpan.FromSeconds(1), "How long, after the drain delay, running requests may take to end.", (x, value) => x with { ShutdownTimeout = value }),
        new()
        {
            Name = "AGENTKIT_MAX_REQUEST_BODY_BYTES", Type = "a number of bytes, 1 to 1073741824", Default = Text(Defaults.MaxRequestBodyBytes), Example = "1048576",
            Description = "The largest request body; a larger one is answered with 413.",
            Apply = (x, value) => Number(value, 1, 1 << 30) is { } bytes ? x with { MaxRequestBodyBytes = bytes } : null,
        },
        new()
        {
            Name = "AGENTKIT_MAX_CONNECTIONS", Type = "a number, 1 to 100000", Default = Text(Defaults.MaxConnections), Example = "1000",
            Description = "The most connections at once; further ones are closed.",
            Apply = (x, value) => Number(value, 1, 100_000) is { } count ? x with { MaxConnections = (int)count } : null,
        },
        Duration("AGENTKIT_REQUEST_HEADERS_TIMEOUT", Defaults.RequestHeadersTimeout, TimeSpan.FromSeconds(1), "How long a client may take to send a request's headers.", (x, value) => x with { RequestHeadersTimeout = value }),
        Duration("AGENTKIT_KEEP_ALIVE_TIMEOUT", Defaults.KeepAliveTimeout, TimeSpan.FromSeconds(1), "How long an idle connection is kept.", (x, value) => x with { KeepAliveTimeout = value }),
    ];

    private static Setting Duration(string name, TimeSpan value, TimeSpan least, string description, Func<ServerSettings, TimeSpan, ServerSettings> apply) => new()
    {
        Name = name,
        Description = description,
        Type = $"hours:minutes:seconds, {least:c} to 01:00:00",
        Default = value.ToString("c", CultureInfo.InvariantCulture),
        Example = "00:00:30",
        Apply = (x, text) => text.Contains(':') && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var time) && time >= least && time <= TimeSpan.FromHours(1) ? apply(x, time) : null,
    };

    private static long? Number(string text, long least, long most) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
