using System.Net.Http.Headers;
using System.Text.Json;
using Pipeline.Secrets;

namespace AgentKit.Server.Platforms.Checking;

/// <summary>Klaviyo: the accounts API, which needs the scope accounts:read. Its answers are JSON:API documents.</summary>
internal sealed class KlaviyoClient(HttpClient http, TimeProvider time, PlatformSettings settings) : PlatformClient(http, time, settings)
{
    private const int MaxIdLength = 64;

    private readonly string revision = settings.KlaviyoRevision;

    public override Platform Platform => Platform.Klaviyo;

    protected override HttpRequestMessage Request(Secret key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "api/accounts") { Headers = { { "revision", revision } } };
        request.Headers.Authorization = new AuthenticationHeaderValue("Klaviyo-API-Key", key.Reveal());
        return request;
    }

    protected override PlatformAnswer Read(JsonElement account) =>
        account.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array && data.GetArrayLength() > 0
        && data[0].ValueKind == JsonValueKind.Object && data[0].TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= MaxIdLength } told
            ? PlatformAnswer.Accepted(told)
            : PlatformAnswer.Unexpected("no data with an id");
}
