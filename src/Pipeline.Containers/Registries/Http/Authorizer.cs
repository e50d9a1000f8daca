using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Pipeline.Containers.Registries.Credentials;

namespace Pipeline.Containers.Registries.Http;

/// <summary>Answers registries' challenges, and remembers how each wants to be addressed.</summary>
internal sealed class Authorizer(RegistryOptions options, TokenClient tokens) : IDisposable
{
    private readonly ConcurrentDictionary<string, Challenge> challenges = new();
    private readonly ConcurrentDictionary<string, RegistryCredential?> credentials = new();
    private readonly ConcurrentDictionary<(string Registry, string Scopes), Token> cache = new();
    private readonly SemaphoreSlim oneAtATime = new(1);

    /// <summary>For messages: who signed in to the registry; null for nobody.</summary>
    public string? Who(string registry) => credentials.GetValueOrDefault(registry)?.Who;

    /// <summary>The header for a request, as far as it is known what the registry wants; null before its first challenge.</summary>
    public async Task<AuthenticationHeaderValue?> KnownAsync(RegistryRequest request, CancellationToken cancellationToken) =>
        challenges.TryGetValue(request.Registry, out var challenge) ? await HeaderAsync(challenge, request, null, cancellationToken) : null;

    /// <summary>The header that answers a 401; null when there is nothing more to offer.</summary>
    /// <param name="response">The 401.</param>
    /// <param name="refused">The header that it was given to.</param>
    /// <param name="cancellationToken">Ends the request for a token.</param>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(RegistryResponse response, AuthenticationHeaderValue? refused, CancellationToken cancellationToken)
    {
        if (Challenge.Of(response.Headers.WwwAuthenticate) is not { } challenge)
            return null;

        challenges[response.Request.Registry] = challenge;
        var header = await HeaderAsync(challenge, response.Request, refused, cancellationToken);
        return header is null || header.Equals(refused) ? null : header;
    }

    public void Dispose() => oneAtATime.Dispose();

    private async Task<AuthenticationHeaderValue?> HeaderAsync(Challenge challenge, RegistryRequest request, AuthenticationHeaderValue? refused, CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var credential = await CredentialAsync(request.Registry, cancellationToken);
            if (!challenge.IsBearer)
                return credential is { IdentityToken: null } ? Basic(credential) : null;

            // The request's own scopes are the key; the challenge's may say more, and are asked for as well.
            var key = (request.Registry, string.Join(' ', request.Scopes.Order(StringComparer.Ordinal)));
            if (cache.TryGetValue(key, out var token) && token.Expires > options.Time.GetUtcNow() && token.Header.Parameter != refused?.Parameter)
                return token.Header;

            token = await tokens.RequestAsync(challenge, request, credential, cancellationToken);
            cache[key] = token;
            return token.Header;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private async Task<RegistryCredential?> CredentialAsync(string registry, CancellationToken cancellationToken)
    {
        if (!credentials.TryGetValue(registry, out var credential))
            credentials[registry] = credential = await options.Credentials.FindAsync(registry, cancellationToken);
        return credential;
    }

    internal static AuthenticationHeaderValue Basic(RegistryCredential credential) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.Username}:{credential.Password.Reveal()}")));
}
