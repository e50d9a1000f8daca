using Microsoft.AspNetCore.Authorization;

namespace AgentKit.Server.Access;

/// <summary>The caller has at least this role.</summary>
internal sealed class RoleRequirement(CallerRole least) : AuthorizationHandler<RoleRequirement>, IAuthorizationRequirement
{
    private CallerRole Least { get; } = least;

    // One instance is asked about the requirements of all: it decides by the one that it is asked about, not by its own.
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (CallerClaims.TryRead(context.User, out var caller) && caller.Role >= requirement.Least)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
