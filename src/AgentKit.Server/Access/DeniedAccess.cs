using AgentKit.Server.Auditing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using MongoDB.Driver;

namespace AgentKit.Server.Access;

/// <summary>Writes to the audit log that a known caller was refused something. That it can't be written refuses no less.</summary>
internal sealed partial class DeniedAccess(ILogger<DeniedAccess> logger) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler inner = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden && CallerClaims.TryRead(context.User, out _))
            await WriteAsync(context);
        await inner.HandleAsync(next, context, policy, authorizeResult);
    }

    private async Task WriteAsync(HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
        try
        {
            await context.RequestServices.GetRequiredService<IAuditLog>().WriteAsync(
                new AuditEvent { Action = "access.denied", ResourceType = "endpoint", ResourceId = $"{context.Request.Method} {route}" },
                context.RequestAborted);
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            LogNotWritten(logger, error);
        }
    }

    [LoggerMessage(40, LogLevel.Error, "A denied request could not be written to the audit log.")]
    private static partial void LogNotWritten(ILogger logger, Exception error);
}
