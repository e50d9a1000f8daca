using System.Threading.RateLimiting;
using AgentKit.Server.Access;

namespace AgentKit.Server.Files.Limiting;

/// <summary>Puts endpoints below the upload limits.</summary>
internal static class UploadLimits
{
    /// <summary>How long to wait for another upload to end: nobody knows, so briefly.</summary>
    private static readonly TimeSpan s_briefly = TimeSpan.FromSeconds(2);

    /// <summary>An endpoint that begins an upload.</summary>
    public static RouteHandlerBuilder LimitUploads(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(static async (invocation, next) =>
    {
        using var lease = Limiter(invocation).Start(Caller(invocation));
        return lease.IsAcquired ? await next(invocation) : Refuse(invocation, lease);
    });

    /// <summary>An endpoint that takes bytes, or reads them again.</summary>
    public static RouteHandlerBuilder LimitConcurrency(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(static async (invocation, next) =>
    {
        using var lease = Limiter(invocation).Run(Caller(invocation));
        if (!lease.IsAcquired)
            return Refuse(invocation, lease);
        using var share = invocation.HttpContext.RequestServices.GetRequiredService<UploadMemory>().Reserve(invocation.HttpContext.Request);
        return share.IsAcquired ? await next(invocation) : FileProblems.Full(invocation.HttpContext, s_briefly);
    });

    private static UploadLimiter Limiter(EndpointFilterInvocationContext invocation) => invocation.HttpContext.RequestServices.GetRequiredService<UploadLimiter>();

    private static Caller Caller(EndpointFilterInvocationContext invocation) => invocation.HttpContext.RequestServices.GetRequiredService<Caller>();

    private static IResult Refuse(EndpointFilterInvocationContext invocation, RateLimitLease lease) =>
        FileProblems.TooMany(invocation.HttpContext, lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : s_briefly);
}
