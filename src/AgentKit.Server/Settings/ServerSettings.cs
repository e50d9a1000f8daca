using System.ComponentModel.DataAnnotations;
using Pipeline.Configuration;

namespace AgentKit.Server.Settings;

/// <summary>How the service listens, logs and ends.</summary>
[SettingGroup("Server", Description = "How the service listens, logs and ends. TLS ends at the ingress.")]
internal sealed record ServerSettings
{
    public const string Production = "Production";

    public const string Staging = "Staging";

    public const string Development = "Development";

    [Setting("ASPNETCORE_ENVIRONMENT", "What kind of environment this is.", Example = Staging)]
    [AllowedValues(Production, Staging, Development)]
    public string Environment { get; init; } = Production;

    [Setting("AGENTKIT_HTTP_ADDRESS", "The address to listen on.", Example = "127.0.0.1")]
    [ListenAddress]
    public string HttpAddress { get; init; } = "*";

    [Setting("AGENTKIT_HTTP_PORT", "The port to listen on, plain HTTP: TLS ends at the ingress. 0 takes a free one.", Example = "8080")]
    [Range(0, 65535)]
    public int HttpPort { get; init; } = 8080;

    [Setting("AGENTKIT_COMMIT", "The commit that the image was built from, as /v1/service and the metric agentkit_build_info tell it. The image sets it.", Example = "0123456789abcdef0123456789abcdef01234567")]
    [RegularExpression("[!-~]{1,128}", ErrorMessage = "1 to 128 characters without spaces")]
    public string Commit { get; init; } = "unknown";

    [Setting("AGENTKIT_LOG_LEVEL", "The least important log line that is written.", Example = "Debug")]
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    [Setting("AGENTKIT_DRAIN_DELAY", "How long, after SIGTERM, requests are still taken while /readyz says 503, so that load balancers notice.", Example = "00:00:05")]
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DrainDelay { get; init; } = TimeSpan.FromSeconds(5);

    [Setting("AGENTKIT_SHUTDOWN_TIMEOUT", "How long, after the drain delay, running requests may take to end.", Example = "00:00:20")]
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(20);

    [Setting("AGENTKIT_MAX_REQUEST_BODY_BYTES", "The largest request body but for files; a larger one is answered with 413.", Example = "1048576")]
    [Range(1L, 1L << 30)]
    public long MaxRequestBodyBytes { get; init; } = 1024 * 1024;

    [Setting("AGENTKIT_MAX_CONNECTIONS", "The most connections at once; further ones are closed.", Example = "1000")]
    [Range(1, 100_000)]
    public int MaxConnections { get; init; } = 1000;

    [Setting("AGENTKIT_REQUEST_HEADERS_TIMEOUT", "How long a client may take to send a request's headers.", Example = "00:00:10")]
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RequestHeadersTimeout { get; init; } = TimeSpan.FromSeconds(10);

    [Setting("AGENTKIT_KEEP_ALIVE_TIMEOUT", "How long an idle connection is kept.", Example = "00:02:00")]
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(120);
}
