using Pipeline.Configuration;

namespace AgentKit.Server.Access;

/// <summary>Who may call the service, and how that is known.</summary>
[SettingGroup("Access", Description = "Access tokens come from an OpenID Connect provider; machines have API keys.")]
internal sealed record AccessSettings
{
    [Setting("AGENTKIT_OIDC_ISSUER", "The OpenID Connect provider: its issuer, exactly as its tokens have it. Keys are found through its discovery document.", Example = "https://login.example.com/realms/agency", RequiredIn = ["Production", "Staging"])]
    public Uri? OidcIssuer { get; init; }

    [Setting("AGENTKIT_OIDC_AUDIENCE", "What a token's aud must have for this service to take it.", Example = "agentkit")]
    public string OidcAudience { get; init; } = "agentkit";

    [Setting("AGENTKIT_OIDC_ORGANIZATION_CLAIM", "The claim with the caller's organization.", Example = "org_id")]
    public string OrganizationClaim { get; init; } = "organization_id";

    [Setting("AGENTKIT_OIDC_ROLES_CLAIM", "The claim with the caller's roles: one text or several, of which admin, member and viewer count. Dots go into objects: realm_access.roles.", Example = "realm_access.roles")]
    public string RolesClaim { get; init; } = "roles";

    [Setting("AGENTKIT_OIDC_CLOCK_SKEW", "How far the provider's clock and this one's may be apart.", Example = "00:00:30")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    [Setting("AGENTKIT_DEVELOPMENT_TOKENS", "Take tokens that the service signs itself, and print one at start, instead of those of a provider. Never in Production: it refuses to start.", Example = "false")]
    public bool DevelopmentTokens { get; init; }

    [Setting("AGENTKIT_DEVELOPMENT_TOKEN_KEY_FILE", "Where the key for development tokens is kept; made where there is none. Without it a new key is made at each start.", Example = "/tmp/agentkit/token-key.pem")]
    public string? DevelopmentTokenKeyFile { get; init; }
}
