using AgentKit.Server.Access;
using AgentKit.Server.Database;
using AgentKit.Server.Settings;
using Pipeline.Configuration.Binding;
using Pipeline.Errors;

namespace AgentKit.Server.Tests;

public sealed class SettingsTests
{
    /// <summary>What every environment needs.</summary>
    public static IReadOnlyDictionary<string, string> Least { get; } = new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["MONGODB_URI"] = "mongodb://127.0.0.1/?replicaSet=rs0",
        ["AGENTKIT_OIDC_ISSUER"] = "https://login.example.com/realms/agency",
        ["FILE_STORAGE_ROOT"] = "s3://agentkit-files/production",
        ["SECRET_STORE"] = "env:",
        ["AGENTKIT_SIGNING_KEY"] = new string('k', 32),
    };

    [Fact]
    public void Each_variable_sets_what_it_names()
    {
        var server = Read(new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Staging",
            ["AGENTKIT_HTTP_ADDRESS"] = "127.0.0.2",
            ["AGENTKIT_HTTP_PORT"] = "9000",
            ["AGENTKIT_COMMIT"] = "abc",
            ["AGENTKIT_LOG_LEVEL"] = "Debug",
            ["AGENTKIT_DRAIN_DELAY"] = "00:00:01",
            ["AGENTKIT_SHUTDOWN_TIMEOUT"] = "00:00:02",
            ["AGENTKIT_MAX_REQUEST_BODY_BYTES"] = "3",
            ["AGENTKIT_MAX_CONNECTIONS"] = "4",
            ["AGENTKIT_REQUEST_HEADERS_TIMEOUT"] = "00:00:05",
            ["AGENTKIT_KEEP_ALIVE_TIMEOUT"] = "00:00:06",
        }).Server;

        Assert.Equal(
            new ServerSettings
            {
                Environment = "Staging",
                HttpAddress = "127.0.0.2",
                HttpPort = 9000,
                Commit = "abc",
                LogLevel = Microsoft.Extensions.Logging.LogLevel.Debug,
                DrainDelay = TimeSpan.FromSeconds(1),
                ShutdownTimeout = TimeSpan.FromSeconds(2),
                MaxRequestBodyBytes = 3,
                MaxConnections = 4,
                RequestHeadersTimeout = TimeSpan.FromSeconds(5),
                KeepAliveTimeout = TimeSpan.FromSeconds(6),
            },
            server);
    }

    [Theory]
    [InlineData("AGENTKIT_HTTP_PORT", "65536")]
    [InlineData("AGENTKIT_HTTP_PORT", "tcp://10.0.0.1:80")]
    [InlineData("AGENTKIT_HTTP_ADDRESS", "localhost")]
    [InlineData("AGENTKIT_LOG_LEVEL", "Loud")]
    [InlineData("AGENTKIT_LOG_LEVEL", "2")]
    [InlineData("AGENTKIT_DRAIN_DELAY", "5")]
    [InlineData("AGENTKIT_DRAIN_DELAY", "02:00:00")]
    [InlineData("AGENTKIT_SHUTDOWN_TIMEOUT", "00:00:00")]
    [InlineData("AGENTKIT_MAX_REQUEST_BODY_BYTES", "0")]
    [InlineData("AGENTKIT_COMMIT", "two words")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "production")]
    [InlineData("MONGODB_URI", "localhost:27017")]
    [InlineData("MONGODB_URI", "mongodb://user:pass@host/")]
    [InlineData("MONGODB_DATABASE", "a.b")]
    [InlineData("MONGODB_USERNAME", "")]
    [InlineData("AGENTKIT_OIDC_ISSUER", "http://login.example.com")]
    [InlineData("AGENTKIT_SIGNING_KEY", "short")]
    [InlineData("AGENTKIT_DEVELOPMENT_TOKENS", "true")]
    public void A_value_that_can_not_be_used_is_named(string name, string value)
    {
        if (value.Length == 0)
            (name, value) = ("MONGODB_USERNAME", "agentkit"); // without a password

        var error = Assert.Throws<PipelineException>(() => Read(new Dictionary<string, string> { [name] = value }));

        Assert.Equal(("PIPE9401", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains(name == "MONGODB_USERNAME" ? "MONGODB_PASSWORD" : name, error.Message);
        Assert.DoesNotContain("pass@", error.Message);
    }

    [Theory]
    [InlineData("MONGODB_URI")]
    [InlineData("AGENTKIT_OIDC_ISSUER")]
    [InlineData("FILE_STORAGE_ROOT")]
    [InlineData("SECRET_STORE")]
    [InlineData("AGENTKIT_SIGNING_KEY")]
    public void Production_needs_it(string name)
    {
        var error = Assert.Throws<PipelineException>(() => Read(new Dictionary<string, string> { [name] = "" }));

        Assert.Contains($"{name} isn't set", error.Message);
    }

    [Fact]
    public void Development_tokens_take_the_place_of_a_provider_in_staging()
    {
        var access = Read(new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["AGENTKIT_DEVELOPMENT_TOKENS"] = "true", ["AGENTKIT_OIDC_ISSUER"] = "" }).Access;

        Assert.True(access.DevelopmentTokens);
        Assert.Throws<PipelineException>(() => Read(new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["AGENTKIT_DEVELOPMENT_TOKENS"] = "true" }));
        Assert.Throws<PipelineException>(() => Read(new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["AGENTKIT_OIDC_ISSUER"] = "" }));
    }

    [Fact]
    public void Where_nothing_is_said_the_defaults_hold()
    {
        var settings = Read(new Dictionary<string, string>());

        Assert.Equal(new ServerSettings(), settings.Server);
        Assert.Equal("agentkit", settings.Database.Name);
        Assert.Equal(new AccessSettings { OidcIssuer = settings.Access.OidcIssuer }, settings.Access);
    }

    internal static ServiceSettings Read(IReadOnlyDictionary<string, string> variables)
    {
        var all = new Dictionary<string, string>(Least);
        foreach (var (name, value) in variables)
            all[name] = value;
        return ServiceSettings.Of(SettingsBinder.Bind(ServiceCatalogue.All, all, all["ASPNETCORE_ENVIRONMENT"]));
    }
}
