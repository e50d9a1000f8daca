using System.ComponentModel.DataAnnotations;
using Pipeline.Configuration;

namespace AgentKit.Server.Platforms;

/// <summary>How the platforms that clients use are reached.</summary>
[SettingGroup("Platforms", Description = "Clients' connections to TripleWhale, HubSpot and Klaviyo. Their keys are kept in the secret store, which must be one that can be written.")]
internal sealed record PlatformSettings : ISettingChecks
{
    [Setting("AGENTKIT_TRIPLEWHALE_URL", "Where TripleWhale's API is."), UriSchemes("https", "http"), WithoutCredentials]
    public Uri TripleWhaleUrl { get; init; } = new("https://api.triplewhale.com/");

    [Setting("AGENTKIT_HUBSPOT_URL", "Where HubSpot's API is."), UriSchemes("https", "http"), WithoutCredentials]
    public Uri HubSpotUrl { get; init; } = new("https://api.hubapi.com/");

    [Setting("AGENTKIT_KLAVIYO_URL", "Where Klaviyo's API is."), UriSchemes("https", "http"), WithoutCredentials]
    public Uri KlaviyoUrl { get; init; } = new("https://a.klaviyo.com/");

    [Setting("AGENTKIT_KLAVIYO_REVISION", "The revision of Klaviyo's API that is asked for. Klaviyo keeps one for two years."), RegularExpression(@"^\d{4}-\d{2}-\d{2}$", ErrorMessage = "a date such as 2026-07-15")]
    public string KlaviyoRevision { get; init; } = "2026-07-15";

    [Setting("AGENTKIT_PLATFORM_TIMEOUT", "How long a platform may take to answer, with all attempts."), Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    [Setting("AGENTKIT_PLATFORM_ATTEMPT_TIMEOUT", "How long one attempt may take."), Range(typeof(TimeSpan), "00:00:00.1", "00:00:15")]
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(6);

    public IEnumerable<SettingProblem> Check(string environment)
    {
        if (AttemptTimeout >= Timeout)
            yield return new(nameof(AttemptTimeout), "is as long as AGENTKIT_PLATFORM_TIMEOUT, or longer; it must be shorter.");
        if (environment != "Production")
            yield break;
        foreach (var (property, url) in new[] { (nameof(TripleWhaleUrl), TripleWhaleUrl), (nameof(HubSpotUrl), HubSpotUrl), (nameof(KlaviyoUrl), KlaviyoUrl) })
        {
            if (url.Scheme != Uri.UriSchemeHttps)
                yield return new(property, "is plain HTTP, which would show clients' keys to the network; in Production it must begin with https:.");
        }
    }
}
