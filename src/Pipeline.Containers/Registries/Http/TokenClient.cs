using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Containers.Registries.Credentials;
using Pipeline.Secrets;

namespace Pipeline.Containers.Registries.Http;

/// <summary>
/// Gets access tokens from a registry's token server: by GET with a name and password, or nobody's; by POST (OAuth 2) with an identity token
/// (https://distribution.github.io/distribution/spec/auth/token/, …/auth/oauth/).
/// </summary>
internal sealed class TokenClient(HttpExchange exchange, RetryPolicy retry, RegistryOptions options)
{
    private const int MaxBytes = 1 << 20;
    private const string ClientId = "pipeline";

    // The specification's default where the server says nothing, and a margin for the way and for clocks that differ.
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    public async Task<Token> RequestAsync(Challenge challenge, RegistryRequest request, RegistryCredential? credential, CancellationToken cancellationToken)
    {
        string[] scopes = [.. request.Scopes.Concat(challenge.Scopes).Distinct().Order(StringComparer.Ordinal)];
        var tokenRequest = Request(RealmOf(challenge, request), challenge.Service, scopes, request, credential);
        var authorization = credential is { IdentityToken: null } ? Authorizer.Basic(credential) : null;
        var asked = options.Time.GetUtcNow();

        var body = await retry.RunAsync(async () =>
        {
            using var response = await exchange.SendAsync(tokenRequest, authorization, cancellationToken);
            return response.IsSuccess
                ? await response.ReadAsync(MaxBytes, cancellationToken)
                : throw await RegistryFailure.OfAsync(response, credential?.Who, cancellationToken);
        }, cancellationToken);

        var (token, lifetime) = Read(body) ?? throw new RegistryException(RegistryErrors.Failing,
            $"{request.Purpose} failed: the token server {tokenRequest.Uri.Authority} answered without a token. Check the registry's configuration (realm).");
        return new Token(new AuthenticationHeaderValue("Bearer", token.Reveal()), asked + (lifetime > 2 * Margin ? lifetime - Margin : lifetime / 2));
    }

    // Credentials go there: a realm without TLS is taken only from a registry that is talked to without it, too.
    private Uri RealmOf(Challenge challenge, RegistryRequest request) =>
        Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm)
        && (realm.Scheme == Uri.UriSchemeHttps || realm.Scheme == Uri.UriSchemeHttp && options.SchemeOf(request.Registry) == RegistryScheme.Http)
            ? realm
            : throw new RegistryException(RegistryErrors.Tls, $"{request.Purpose} failed: {request.Registry} sends to '{challenge.Realm}' for a token, which isn't an https address, so no credentials are sent there. Correct the registry's realm.");

    private static RegistryRequest Request(Uri realm, string? service, IReadOnlyList<string> scopes, RegistryRequest request, RegistryCredential? credential)
    {
        var purpose = $"{request.Purpose} (asking {realm.Authority} for a token)";
        if (credential?.IdentityToken is { } identity)
        {
            var form = new List<KeyValuePair<string, string>>
            {
                new("grant_type", "refresh_token"), new("service", service ?? ""), new("client_id", ClientId), new("scope", string.Join(' ', scopes)), new("refresh_token", identity.Reveal()),
            };
            return new RegistryRequest(HttpMethod.Post, realm, request.Registry, purpose) { Scopes = request.Scopes, Content = _ => new FormUrlEncodedContent(form) };
        }

        var query = new List<string> { realm.Query.TrimStart('?') };
        if (service is not null)
            query.Add($"service={Uri.EscapeDataString(service)}");
        query.AddRange(scopes.Select(x => $"scope={Uri.EscapeDataString(x)}"));
        if (credential is not null)
            query.Add($"account={Uri.EscapeDataString(credential.Username)}");
        query.Add($"client_id={ClientId}");
        var uri = new UriBuilder(realm) { Query = string.Join('&', query.Where(x => x.Length > 0)) }.Uri;
        return new RegistryRequest(HttpMethod.Get, uri, request.Registry, purpose) { Scopes = request.Scopes };
    }

    private static (Secret Token, TimeSpan Lifetime)? Read(byte[] body)
    {
        try
        {
            var json = JsonNode.Parse(body);
            var token = json?["token"] ?? json?["access_token"];
            if (token is not JsonValue value || !value.TryGetValue(out string? text) || text.Length == 0)
                return null;

            var lifetime = json!["expires_in"] is JsonValue seconds && seconds.TryGetValue(out int given) && given > 0 ? TimeSpan.FromSeconds(given) : DefaultLifetime;
            return (new Secret(text), lifetime);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
