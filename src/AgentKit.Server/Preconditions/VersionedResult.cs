namespace AgentKit.Server.Preconditions;

/// <summary>Answers with a document and its ETag; with 304 and no body where a reader has that version already.</summary>
internal sealed class VersionedResult<T>(T value, long? version, int status = StatusCodes.Status200OK, string? location = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = EntityTag.Of(version);
        // Kept by the caller alone, and asked about each time.
        response.Headers.CacheControl = "private, no-cache";
        if (location is not null)
            response.Headers.Location = location;

        var isRead = HttpMethods.IsGet(httpContext.Request.Method) || HttpMethods.IsHead(httpContext.Request.Method);
        if (isRead && EntityTag.IsKnown(httpContext, version))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return TypedResults.Json(value, statusCode: status).ExecuteAsync(httpContext);
    }
}
