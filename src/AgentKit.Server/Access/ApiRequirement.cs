using Microsoft.AspNetCore.Authorization;

namespace AgentKit.Server.Access;

/// <summary>For whatever names no policy: below <c>/v1</c> there must be a caller, even where there is no endpoint; only <c>/v1/service</c> is open.</summary>
internal sealed class ApiRequirement : AuthorizationHandler<ApiRequirement>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ApiRequirement requirement)
    {
        if (context.Resource is HttpContext http && (!http.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase, out var rest) || rest.Equals("/service", StringComparison.OrdinalIgnoreCase))
            || CallerClaims.TryRead(context.User, out _))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
