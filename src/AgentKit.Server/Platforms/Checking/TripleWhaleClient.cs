using System.Text.Json;
using Pipeline.Secrets;

namespace AgentKit.Server.Platforms.Checking;

/// <summary>TripleWhale: kb.triplewhale.com, "Creating and Managing API Keys", "Testing Your Key". It tells nothing of the account there.</summary>
internal sealed class TripleWhaleClient(HttpClient http, TimeProvider time, PlatformSettings settings) : PlatformClient(http, time, settings)
{
    public override Platform Platform => Platform.Triplewhale;

    protected override HttpRequestMessage Request(Secret key) => new(HttpMethod.Get, "api/v2/users/api-keys/me") { Headers = { { "x-api-key", key.Reveal() } } };

    protected override PlatformAnswer Read(JsonElement account) => PlatformAnswer.Accepted();
}
