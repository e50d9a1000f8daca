namespace AgentKit.Server.Idempotency;

/// <summary>Gives an answer again. The header <c>Idempotency-Replayed</c> says that it is.</summary>
internal sealed class ReplayedResult(IdempotentResponse response) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = response.Status;
        foreach (var (name, value) in response.Headers)
            httpContext.Response.Headers[name] = value;
        httpContext.Response.Headers["Idempotency-Replayed"] = "true";
        await httpContext.Response.Body.WriteAsync(response.Body, httpContext.RequestAborted);
    }
}
