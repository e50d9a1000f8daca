using System.Globalization;
using AgentKit.Server.Problems;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Downloads;

/// <summary>Streams an object as an attachment that no browser shows: of its own type, never guessed, and in a sandbox if it is opened all the same.</summary>
internal sealed class AttachmentResult(IObjectStore store, string objectKey, AttachmentHeaders headers) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        headers.Apply(response);
        if (request.Headers.IfNoneMatch.ToString() is var known && (known == "*" || known.Split(',', StringSplitOptions.TrimEntries).Any(x => x == headers.ETag || x == $"W/{headers.ETag}")))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var range = DownloadRange.Of(request, headers.ETag, headers.LengthBytes);
        if (!range.IsSatisfiable)
        {
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{headers.LengthBytes}");
            await Problem.Of(StatusCodes.Status416RangeNotSatisfiable, "range-not-satisfiable", "There are no such bytes", $"The file has {headers.LengthBytes} bytes.").ExecuteAsync(httpContext);
            return;
        }

        response.ContentLength = headers.LengthBytes;
        if (range.Range is { } part)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.ContentLength = part.To!.Value - part.From + 1;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {part.From}-{part.To}/{headers.LengthBytes}");
        }

        if (HttpMethods.IsHead(request.Method))
            return;
        await using var content = await store.GetAsync(objectKey, range.Range, httpContext.RequestAborted) ?? throw new ObjectNotFoundException(objectKey);
        await content.Stream.CopyToAsync(response.Body, httpContext.RequestAborted);
    }
}
