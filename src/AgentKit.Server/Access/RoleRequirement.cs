using Microsoft.AspNetCore.Authorization;

namespace AgentKit.Server.Access;

/// <summary>The caller has at least this role.</summary>
internal sealed class RoleRequirement(CallerRole least) : AuthorizationHandler<RoleRequirement>, IAuthorizationRequirement
{
    private readonly CallerRole least = least;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        // Each requirement is asked about all of them: what counts is the one that is asked about.
        if (CallerClaims.TryRead(context.User, out var caller) && caller.Role >= requirement.least)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
