using System.Text.Json;
using AgentKit.Server.Json;

namespace AgentKit.Server.Preconditions;

/// <summary>Answers with a document and its ETag; with 304 and no body where a reader has that version already.</summary>
internal sealed class VersionedResult<T>(T value, long? version, int status = StatusCodes.Status200OK, string? location = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var content = JsonSerializer.SerializeToUtf8Bytes(value, ServiceJson.Options);
        var tag = EntityTag.Of(version, content);
        response.Headers.ETag = tag;
        // Kept by the caller alone, and asked about each time.
        response.Headers.CacheControl = "private, no-cache";
        if (location is not null)
            response.Headers.Location = location;

        if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && EntityTag.IsKnown(httpContext, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = content.Length;
        return response.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }
}
