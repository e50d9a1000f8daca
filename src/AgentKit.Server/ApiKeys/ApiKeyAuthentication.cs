using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using AgentKit.Server.Access;
using AgentKit.Server.Auditing;
using AgentKit.Server.Organizations;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using MongoDB.Driver;

namespace AgentKit.Server.ApiKeys;

/// <summary>Knows a machine by its key: <c>Authorization: Bearer agk_…</c>. A key that was revoked is refused with the next request.</summary>
internal sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ServiceDatabase database, DenialLog denials, TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    public const string HeaderStart = $"Bearer {ApiKeyText.Prefix}";

    private static readonly TimeSpan LastUsedPrecision = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } header] || !header.StartsWith(HeaderStart, StringComparison.Ordinal))
            return AuthenticateResult.NoResult();

        var text = header["Bearer ".Length..];
        if (!ApiKeyText.TryRead(text, out var keyId))
            return await FailAsync(FailedSignIn.WithUnknownKey());

        // Whose it is comes out only here, so this is the one look-up that isn't narrowed to an organisation.
        var keys = database.Collection<ApiKey>(ApiKey.CollectionName);
        var key = await keys.Find(x => x.KeyId == keyId).FirstOrDefaultAsync(Context.RequestAborted);
        var now = time.GetUtcNow();
        if (key is null)
            return await FailAsync(FailedSignIn.WithUnknownKey());
        if (!CryptographicOperations.FixedTimeEquals(key.Hash, ApiKeyText.Hash(text)))
            return await FailAsync(FailedSignIn.WithWrongSecret(key.OrganizationId, key.KeyId));
        if (!key.IsUsable(now))
            return await FailAsync(FailedSignIn.WithFormerKey(key.OrganizationId, key.KeyId, key.RevokedAt is null ? "expired" : "revoked"));

        if (key.LastUsedAt is not { } last || now - last >= LastUsedPrecision)
            await keys.UpdateOneAsync(x => x.Id == key.Id, Builders<ApiKey>.Update.Set(x => x.LastUsedAt, now), cancellationToken: Context.RequestAborted);

        var caller = new Caller(key.OrganizationId, $"key:{key.KeyId}", key.Role, IsMachine: true);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(CallerClaims.Identity(caller, SchemeName)), SchemeName));
    }

    private async Task<AuthenticateResult> FailAsync(Denial denial)
    {
        await denials.WriteAsync(denial);
        return AuthenticateResult.Fail("The API key is unknown, revoked or expired.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
