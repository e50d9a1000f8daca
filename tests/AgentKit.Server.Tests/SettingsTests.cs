using AgentKit.Server.Settings;
using Pipeline.Errors;

namespace AgentKit.Server.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void Every_default_and_every_example_can_be_read()
    {
        foreach (var setting in SettingCatalogue.All)
        {
            Assert.NotNull(setting.Apply(new ServerSettings(), setting.Default));
            Assert.NotNull(setting.Apply(new ServerSettings(), setting.Example));
        }
    }

    [Fact]
    public void The_defaults_that_are_told_are_those_that_hold()
    {
        var told = SettingCatalogue.All.ToDictionary(x => x.Name, x => x.Default);

        Assert.Equal(new ServerSettings(), SettingsReader.Read(told));
        Assert.Equal(new ServerSettings(), SettingsReader.Read(new Dictionary<string, string>()));
    }

    [Fact]
    public void Each_variable_sets_what_it_names()
    {
        var settings = SettingsReader.Read(new Dictionary<string, string>
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
        });

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
            settings);
    }

    [Theory]
    [InlineData("AGENTKIT_HTTP_PORT", "65536")]
    [InlineData("AGENTKIT_HTTP_PORT", "-1")]
    [InlineData("AGENTKIT_HTTP_PORT", "http")]
    [InlineData("AGENTKIT_HTTP_PORT", "tcp://10.0.0.1:80")]
    [InlineData("AGENTKIT_HTTP_ADDRESS", "localhost")]
    [InlineData("AGENTKIT_LOG_LEVEL", "Loud")]
    [InlineData("AGENTKIT_LOG_LEVEL", "2")]
    [InlineData("AGENTKIT_DRAIN_DELAY", "5")]
    [InlineData("AGENTKIT_DRAIN_DELAY", "02:00:00")]
    [InlineData("AGENTKIT_DRAIN_DELAY", "-00:00:01")]
    [InlineData("AGENTKIT_SHUTDOWN_TIMEOUT", "00:00:00")]
    [InlineData("AGENTKIT_MAX_REQUEST_BODY_BYTES", "0")]
    [InlineData("AGENTKIT_COMMIT", "two words")]
    [InlineData("ASPNETCORE_ENVIRONMENT", "production")]
    public void A_value_that_can_not_be_used_is_named_with_what_it_must_be(string name, string value)
    {
        var error = Assert.Throws<PipelineException>(() => SettingsReader.Read(new Dictionary<string, string> { [name] = value }));

        Assert.Equal(("PIPE6001", 2), (error.Code.Id, error.ExitCode));
        Assert.Contains($"{name} is '{value}'; it must be {SettingCatalogue.All.Single(x => x.Name == name).Type}", error.Message);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var error = Assert.Throws<PipelineException>(() => SettingsReader.Read(new Dictionary<string, string> { ["AGENTKIT_HTTP_PORT"] = "x", ["AGENTKIT_LOG_LEVEL"] = "y", ["AGENTKIT_MAX_CONNECTIONS"] = "z" }));

        Assert.Equal(3, error.Message.Split('\n').Length - 1);
    }

    [Fact]
    public void A_missing_required_one_is_an_error_and_a_secret_is_not_repeated()
    {
        Setting[] catalogue =
        [
            new() { Name = "A_MISSING", Description = "Needed.", Type = "a text", Default = "", Example = "x", IsRequired = true, Apply = (x, _) => x },
            new() { Name = "A_SECRET", Description = "Hidden.", Type = "a long text", Default = "", Example = "x", IsSecret = true, Apply = (_, _) => null },
        ];

        var error = Assert.Throws<PipelineException>(() => SettingsReader.Read(new Dictionary<string, string> { ["A_SECRET"] = "canary" }, catalogue));

        Assert.Contains("A_MISSING is not set", error.Message);
        Assert.Contains("A_SECRET is ***", error.Message);
        Assert.DoesNotContain("canary", error.Message);
    }

    [Fact]
    public void An_empty_variable_counts_as_not_set() =>
        Assert.Equal(new ServerSettings(), SettingsReader.Read(new Dictionary<string, string> { ["AGENTKIT_HTTP_PORT"] = "" }));

    [Fact]
    public void Misspelt_variables_are_found() =>
        Assert.Equal(["AGENTKIT_HTTP_PROT"], SettingsReader.Unknown(["PATH", "AGENTKIT_HTTP_PORT", "AGENTKIT_HTTP_PROT"]));
}
