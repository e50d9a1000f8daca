using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Pipeline.Secrets;

namespace AgentKit.Server.Platforms.Checking;

/// <summary>HubSpot: the account information API, which a private app's token may read whatever its scopes are.</summary>
internal sealed class HubSpotClient(HttpClient http, TimeProvider time, PlatformSettings settings) : PlatformClient(http, time, settings)
{
    public override Platform Platform => Platform.Hubspot;

    protected override HttpRequestMessage Request(Secret key) => new(HttpMethod.Get, "account-info/v3/details") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal()) } };

    protected override PlatformAnswer Read(JsonElement account) => account.TryGetProperty("portalId", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var portal)
        ? PlatformAnswer.Accepted(portal.ToString(CultureInfo.InvariantCulture))
        : PlatformAnswer.Unexpected("no portalId");
}
