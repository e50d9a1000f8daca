using System.Net.Http.Headers;

namespace Pipeline.Containers.Registries.Http;

/// <summary>An access token, and when it is no longer to be used.</summary>
internal sealed record Token(AuthenticationHeaderValue Header, DateTimeOffset Expires)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"Token {{ Expires = {Expires:O} }}";
}
