using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;

namespace AgentKit.Server.Access;

/// <summary>A caller as claims, and back: what every way to authenticate makes, so that nothing else reads a token.</summary>
internal static class CallerClaims
{
    private const string Organization = "agentkit:organization";
    private const string Subject = "agentkit:subject";
    private const string Role = "agentkit:role";
    private const string Machine = "agentkit:machine";

    public static ClaimsIdentity Identity(Caller caller, string scheme) => new(
        [
            new Claim(Organization, caller.OrganizationId),
            new Claim(Subject, caller.Subject),
            new Claim(Role, caller.Role.ToString()),
            new Claim(Machine, caller.IsMachine ? "true" : "false"),
        ],
        scheme,
        Subject,
        Role);

    public static bool TryRead(ClaimsPrincipal? principal, [NotNullWhen(true)] out Caller? caller)
    {
        var identity = principal?.Identities.FirstOrDefault(x => x.IsAuthenticated && x.HasClaim(c => c.Type == Organization));
        caller = identity is null
            ? null
            : new Caller(
                identity.FindFirst(Organization)!.Value,
                identity.FindFirst(Subject)!.Value,
                Enum.Parse<CallerRole>(identity.FindFirst(Role)!.Value),
                identity.FindFirst(Machine)!.Value == "true");
        return caller is not null;
    }
}
