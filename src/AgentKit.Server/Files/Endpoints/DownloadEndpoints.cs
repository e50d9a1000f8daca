using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Downloads;
using AgentKit.Server.Files.Naming;
using AgentKit.Server.Problems;
using Pipeline.ObjectStorage;

namespace AgentKit.Server.Files.Endpoints;

/// <summary>Downloads: by a short-lived signed URL, or through this service where the store is its own disk.</summary>
internal static class DownloadEndpoints
{
    public static async Task<IResult> DownloadAsync(HttpContext context, string file_id, FileDocuments files, IDownloadSigner signer, IObjectStore store)
    {
        if (await FileEndpoints.FindAsync(context, file_id, files) is not { } file)
            return Problem.NotFound("file");
        if (file.Status is not (FileStatus.Available or null))
            return FileProblems.Unavailable(file);

        var disposition = AttachmentDisposition.Of(file.FileName);
        var attachment = new AttachmentResult(store, file.ObjectKey, new AttachmentHeaders
        {
            ContentType = file.ContentType,
            ContentDisposition = disposition,
            LengthBytes = file.SizeBytes,
            ETag = $"\"{file.Sha256 ?? file.Id.ToString()}\"",
            Sha256 = file.Sha256,
        });
        var wantsJson = context.Request.GetTypedHeaders().Accept.Any(x => x.MediaType == "application/json");
        // A URL is signed for one method, GET. What a HEAD asks for is known here.
        if (HttpMethods.IsHead(context.Request.Method) && !wantsJson)
            return attachment;
        if (await signer.SignAsync(new DownloadOffer(file.ObjectKey, disposition, file.ContentType), context.RequestAborted) is not { } signed)
            return attachment;

        // The URL is a secret while it holds: neither it nor the redirection to it may be kept.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return wantsJson
            ? TypedResults.Ok(new DownloadAnswer(signed.Url.AbsoluteUri, signed.ExpiresAt, file.Sha256))
            : TypedResults.Redirect(signed.Url.AbsoluteUri, permanent: false, preserveMethod: true);
    }
}
