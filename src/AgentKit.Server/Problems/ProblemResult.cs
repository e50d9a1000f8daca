using System.Diagnostics;
using System.Text.Json;
using AgentKit.Server.Json;
using Microsoft.AspNetCore.Mvc;

namespace AgentKit.Server.Problems;

/// <summary>Writes a problem, with the trace id by which its log lines are found.</summary>
internal sealed class ProblemResult(ProblemDetails problem) : IResult, IStatusCodeHttpResult, IValueHttpResult
{
    public int? StatusCode => problem.Status;

    public object Value => problem;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        problem.Extensions["trace_id"] = Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier;
        httpContext.Response.StatusCode = problem.Status!.Value;
        httpContext.Response.Headers.CacheControl = "no-store";
        await httpContext.Response.WriteAsJsonAsync(problem, ServiceJson.Options, "application/problem+json", httpContext.RequestAborted);
    }
}
