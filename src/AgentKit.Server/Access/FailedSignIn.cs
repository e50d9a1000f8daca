using AgentKit.Server.Auditing;
using Microsoft.IdentityModel.Tokens;

namespace AgentKit.Server.Access;

/// <summary>A credential that lets nobody in, as the audit log has it. What a stranger wrote stands in none of it.</summary>
internal static class FailedSignIn
{
    private const string Action = "sign_in.failed";

    /// <summary>An access token. What it says of an organisation and a subject isn't believed.</summary>
    public static Denial WithToken(string reason) => new() { Action = Action, ResourceType = "access_token", ResourceId = "access_token", Reason = reason };

    /// <summary>Something like an API key that none of ours is.</summary>
    public static Denial WithUnknownKey() => new() { Action = Action, ResourceType = "api_key", ResourceId = "unknown", Reason = "unknown" };

    /// <summary>The id of an API key with another secret.</summary>
    public static Denial WithWrongSecret(string organizationId, string keyId) => new() { OrganizationId = organizationId, Action = Action, ResourceType = "api_key", ResourceId = keyId, Reason = "wrong_secret" };

    /// <summary>An API key that was good once.</summary>
    public static Denial WithFormerKey(string organizationId, string keyId, string reason) =>
        new() { OrganizationId = organizationId, Subject = $"key:{keyId}", Action = Action, ResourceType = "api_key", ResourceId = keyId, Reason = reason };

    public static string ReasonOf(Exception error) => error switch
    {
        SecurityTokenExpiredException => "expired",
        SecurityTokenNotYetValidException => "not_yet_valid",
        SecurityTokenInvalidAudienceException => "audience",
        SecurityTokenInvalidIssuerException => "issuer",
        SecurityTokenInvalidSignatureException => "signature",
        SecurityTokenMalformedException => "malformed",
        _ => "invalid",
    };
}
