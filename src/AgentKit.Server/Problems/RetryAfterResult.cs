using System.Globalization;

namespace AgentKit.Server.Problems;

/// <summary>A problem that may have passed later: with RFC 9110's Retry-After.</summary>
internal sealed class RetryAfterResult(IResult problem, TimeSpan after) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = ((long)Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return problem.ExecuteAsync(httpContext);
    }
}
