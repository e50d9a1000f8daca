using AgentKit.Server.Auditing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace AgentKit.Server.Access;

/// <summary>Writes to the audit log that a known caller was refused something.</summary>
internal sealed class DeniedAccess(DenialLog denials) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler inner = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden && CallerClaims.TryRead(context.User, out var caller))
            await denials.WriteAsync(new Denial { OrganizationId = caller.OrganizationId, Subject = caller.Subject, Action = "access.denied", ResourceType = "endpoint", ResourceId = Endpoint(context) });
        await inner.HandleAsync(next, context, policy, authorizeResult);
    }

    private static string Endpoint(HttpContext context) => $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)"}";
}
