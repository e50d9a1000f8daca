using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AgentKit.Server.Access;

/// <summary>Tokens that the service signs itself, for laptops, rehearsals and tests. A service in Production never has them.</summary>
internal sealed class DevelopmentTokens : IDisposable
{
    public const string Issuer = "https://development.agentkit.invalid";

    public const string Audience = "agentkit";

    private readonly ECDsa key;
    private readonly TimeProvider time;

    public DevelopmentTokens(ECDsa key, TimeProvider time)
    {
        this.key = key;
        this.time = time;
        Key = new ECDsaSecurityKey(key) { KeyId = "development" };
    }

    /// <summary>What such tokens are checked with.</summary>
    public SecurityKey Key { get; }

    public string Issue(string organizationId, string subject, CallerRole role, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["organization_id"] = organizationId, ["roles"] = new[] { role.ToString().ToLowerInvariant() } },
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    public void Dispose() => key.Dispose();
}
