using AgentKit.Server.Json;

namespace AgentKit.Server.Platforms;

/// <summary>What connecting takes.</summary>
/// <param name="ApiKey">TripleWhale: an API key. HubSpot: a private app's access token. Klaviyo: a private API key.</param>
internal sealed record ConnectPlatform(string ApiKey)
{
    private const int MaxLength = 1024;

    /// <summary>It becomes an HTTP header, so it is nothing but visible ASCII.</summary>
    private static readonly TextForm Key = new(x => x.Length >= 8 && x.All(c => c is > ' ' and <= '~'), "It must be the key as the platform shows it: 8 characters at least, without spaces.");

    public static ConnectPlatform Read(JsonBody body)
    {
        var fields = new FieldReader(body.Content);
        var read = new ConnectPlatform(fields.Text("api_key", MaxLength, Key));
        fields.ThrowIfInvalid();
        return read;
    }
}
