namespace AgentKit.Server.Idempotency;

/// <summary>Writes an answer, and keeps it where it says that something was done. Kept first: an answer that a caller has can be had again.</summary>
internal sealed class RecordedResult(IResult inner, TakenKey key) : IResult
{
    private static readonly string[] Kept = ["Content-Type", "Location", "ETag"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var body = new MemoryStream();
        try
        {
            await WriteAsync(httpContext, body);
            if (httpContext.Response.StatusCode < StatusCodes.Status400BadRequest)
                await key.AnsweredAsync(Answer(httpContext.Response, body));
            else
                await key.RefusedAsync();
        }
        catch (Exception error)
        {
            await key.FailedAsync(error);
            throw;
        }

        await httpContext.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), httpContext.RequestAborted);
    }

    private async Task WriteAsync(HttpContext httpContext, Stream body)
    {
        var original = httpContext.Response.Body;
        httpContext.Response.Body = body;
        try
        {
            await inner.ExecuteAsync(httpContext);
        }
        finally
        {
            httpContext.Response.Body = original;
        }
    }

    private static IdempotentResponse Answer(HttpResponse response, MemoryStream body) => new()
    {
        Status = response.StatusCode,
        Headers = Kept.Where(response.Headers.ContainsKey).ToDictionary(x => x, x => response.Headers[x].ToString()),
        Body = body.ToArray(),
    };
}
