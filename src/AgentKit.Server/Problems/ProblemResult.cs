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
        httpContext.Response.ContentType = "application/problem+json";
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, ServiceJson.Options);
        httpContext.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
