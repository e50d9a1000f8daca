namespace AgentKit.Server.Idempotency;

/// <summary>Writes an answer, and keeps it where it says that something was done. Kept first: an answer that a caller has can be had again.</summary>
internal sealed class RecordedResult(IResult inner, IdempotencyStore store, IdempotencyRecord record) : IResult
{
    private static readonly string[] Kept = ["Content-Type", "Location", "ETag"];

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var original = httpContext.Response.Body;
        using var buffer = new MemoryStream();
        httpContext.Response.Body = buffer;
        try
        {
            await inner.ExecuteAsync(httpContext);
        }
        finally
        {
            httpContext.Response.Body = original;
        }

        if (httpContext.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            var headers = Kept.Where(httpContext.Response.Headers.ContainsKey).ToDictionary(x => x, x => httpContext.Response.Headers[x].ToString());
            await store.CompleteAsync(record, new IdempotentResponse { Status = httpContext.Response.StatusCode, Headers = headers, Body = buffer.ToArray() }, CancellationToken.None);
        }
        else
        {
            await store.ReleaseAsync(record, CancellationToken.None);
        }

        await original.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), httpContext.RequestAborted);
    }
}
