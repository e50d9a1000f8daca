using Microsoft.AspNetCore.Authorization;

namespace AgentKit.Server.Access;

/// <summary>The caller has at least this role.</summary>
internal sealed class RoleRequirement(CallerRole least) : AuthorizationHandler<RoleRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (CallerClaims.TryRead(context.User, out var caller) && caller.Role >= least)
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
