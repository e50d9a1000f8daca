using AgentKit.Server.Files.Downloads;
using AgentKit.Server.Files.Endpoints;
using AgentKit.Server.Problems;
using Pipeline.ObjectStorage;
using Pipeline.ObjectStorage.Local;

namespace AgentKit.Server.Files.Local;

/// <summary>Serves the presigned requests of a store on this machine's disk, as a cloud's store serves its own. Only mapped for such a store.</summary>
internal static class LocalObjectEndpoints
{
    public const string Route = "/v1/local-objects";

    public static async Task<IResult> ServeAsync(HttpContext context, LocalPresignedRequests requests, IObjectStore store, FileSettings settings)
    {
        var request = context.Request;
        var verdict = requests.Verify(new LocalPresignedCall { Method = request.Method, Token = request.Query["token"], ContentType = request.ContentType, ContentLength = request.ContentLength });
        if (verdict.Refusal is { } refusal)
            return Refused(refusal);
        return verdict.Put is { } put ? await PutAsync(context, store, verdict.Key, put, settings) : await GetAsync(context, store, verdict);
    }

    private static async Task<IResult> PutAsync(HttpContext context, IObjectStore store, string key, PutOptions put, FileSettings settings)
    {
        BodyLimits.Apply(context, put.LengthBytes ?? 0, settings);
        try
        {
            var stored = await store.PutAsync(key, context.Request.Body, put, context.RequestAborted);
            context.Response.Headers.ETag = $"\"{stored.ETag}\"";
            return TypedResults.Ok();
        }
        catch (ObjectCorruptException)
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "size-mismatch", "The size isn't the announced one", "The request was signed for another size.");
        }
    }

    private static async Task<IResult> GetAsync(HttpContext context, IObjectStore store, LocalPresignedVerdict verdict)
    {
        if (await store.HeadAsync(verdict.Key, context.RequestAborted) is not { } stored)
            return Problem.NotFound("object");
        return new AttachmentResult(store, verdict.Key, new AttachmentHeaders
        {
            ContentType = verdict.ContentType ?? stored.ContentType ?? "application/octet-stream",
            ContentDisposition = verdict.ContentDisposition ?? "attachment",
            LengthBytes = stored.LengthBytes,
            ETag = $"\"{stored.ETag}\"",
            Sha256 = stored.Sha256,
        });
    }

    private static IResult Refused(LocalPresignedRefusal refusal) => refusal switch
    {
        LocalPresignedRefusal.WrongLength => Problem.Of(StatusCodes.Status400BadRequest, "size-mismatch", "The size isn't the announced one", "The request was signed for another size."),
        LocalPresignedRefusal.WrongContentType => Problem.Of(StatusCodes.Status400BadRequest, "file-type-mismatch", "The content isn't of the declared type", "The request was signed for another Content-Type."),
        LocalPresignedRefusal.Expired => Problem.Of(StatusCodes.Status403Forbidden, "signature-expired", "The signed request has expired", "Ask for a new one."),
        _ => Problem.Of(StatusCodes.Status403Forbidden, "signature-invalid", "The request isn't signed", "Use the URL exactly as it was given, with its method."),
    };
}
