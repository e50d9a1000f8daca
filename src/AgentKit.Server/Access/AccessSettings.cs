using System.ComponentModel.DataAnnotations;
using AgentKit.Server.Settings;
using Pipeline.Configuration;

namespace AgentKit.Server.Access;

/// <summary>Who may call the service, and how that is known.</summary>
[SettingGroup("Access", Description = "Access tokens come from an OpenID Connect provider; machines have API keys.")]
internal sealed record AccessSettings : ISettingChecks
{
    [Setting("AGENTKIT_OIDC_ISSUER", "The OpenID Connect provider: its issuer, exactly as its tokens have it. Keys are found through its discovery document.", Example = "https://login.example.com/realms/agency", RequiredIn = ["Production"])]
    [UriSchemes("https", "http"), WithoutCredentials]
    public Uri? OidcIssuer { get; init; }

    [Setting("AGENTKIT_OIDC_AUDIENCE", "What a token's aud must have for this service to take it.", Example = "agentkit")]
    public string OidcAudience { get; init; } = "agentkit";

    [Setting("AGENTKIT_OIDC_ORGANIZATION_CLAIM", "The claim with the caller's organization.", Example = "org_id")]
    public string OrganizationClaim { get; init; } = "organization_id";

    [Setting("AGENTKIT_OIDC_ROLES_CLAIM", "The claim with the caller's roles: one text or several, of which admin, member and viewer count. Dots go into objects: realm_access.roles.", Example = "realm_access.roles")]
    public string RolesClaim { get; init; } = "roles";

    [Setting("AGENTKIT_OIDC_CLOCK_SKEW", "How far the provider's clock and this one's may be apart.", Example = "00:00:30")]
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    [Setting("AGENTKIT_DEVELOPMENT_TOKENS", "Take tokens that the service signs itself, and print one at start, instead of those of a provider. In Production it refuses to start with them.", Example = "false")]
    public bool DevelopmentTokens { get; init; }

    [Setting("AGENTKIT_DEVELOPMENT_TOKEN_KEY_FILE", "Where the key for development tokens is kept; made where there is none. Without it a new key is made at each start.", Example = "/tmp/agentkit/token-key.pem")]
    public string? DevelopmentTokenKeyFile { get; init; }

    public IEnumerable<SettingProblem> Check(string environment)
    {
        if (DevelopmentTokens && environment == ServerSettings.Production)
            yield return new SettingProblem(nameof(DevelopmentTokens), "is true, and whoever starts a service could sign tokens for anyone; it must be false in Production.");
        if (!DevelopmentTokens && OidcIssuer is null)
            yield return new SettingProblem(nameof(OidcIssuer), "isn't set, and without AGENTKIT_DEVELOPMENT_TOKENS=true nobody could sign in. Set one of them.");
        if (DevelopmentTokens && OidcIssuer is not null)
            yield return new SettingProblem(nameof(DevelopmentTokens), "is true, and AGENTKIT_OIDC_ISSUER is set: tokens come from one of them. Take one away.");
        if (OidcIssuer is { Scheme: "http", IsLoopback: false })
            yield return new SettingProblem(nameof(OidcIssuer), "is http; keys that decide who gets in must come over https. Only this machine itself may be asked without.");
    }
}
