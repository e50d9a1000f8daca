using AgentKit.Server.Platforms;
using Pipeline.Configuration;
using Pipeline.Configuration.Binding;
using Pipeline.Errors;

namespace AgentKit.Server.Tests.Platforms;

public sealed class PlatformSettingTests
{
    private static readonly SettingCatalogue s_catalogue = SettingCatalogue.Of(typeof(PlatformSettings));

    [Fact]
    public void Without_variables_the_platforms_are_the_real_ones_over_TLS() =>
        Assert.Equal(
            ["https://api.triplewhale.com/", "https://api.hubapi.com/", "https://a.klaviyo.com/"],
            new[] { Bind([]).TripleWhaleUrl, Bind([]).HubSpotUrl, Bind([]).KlaviyoUrl }.Select(x => x.AbsoluteUri));

    [Theory]
    [InlineData("AGENTKIT_HUBSPOT_URL", "http://hubspot.example.com", "is plain HTTP")]
    [InlineData("AGENTKIT_HUBSPOT_URL", "https://user:canary@hubspot.example.com", "without user name and password")]
    [InlineData("AGENTKIT_KLAVIYO_REVISION", "latest", "a date such as 2026-07-15")]
    [InlineData("AGENTKIT_PLATFORM_ATTEMPT_TIMEOUT", "00:00:15", null)]
    [InlineData("AGENTKIT_PLATFORM_TIMEOUT", "00:00:05", "AGENTKIT_PLATFORM_ATTEMPT_TIMEOUT is as long as AGENTKIT_PLATFORM_TIMEOUT")]
    public void What_would_not_work_or_show_keys_is_refused_in_production(string variable, string value, string? expected)
    {
        if (expected is null)
        {
            Assert.Equal(TimeSpan.FromSeconds(15), Bind(new() { [variable] = value }).AttemptTimeout);
            return;
        }

        var error = Assert.Throws<PipelineException>(() => Bind(new() { [variable] = value }));
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain("canary", error.Message);
    }

    private static PlatformSettings Bind(Dictionary<string, string> variables) => SettingsBinder.Bind(s_catalogue, variables, "Production").Get<PlatformSettings>();
}
