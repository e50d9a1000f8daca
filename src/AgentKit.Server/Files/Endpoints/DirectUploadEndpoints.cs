using AgentKit.Server.Clients;
using AgentKit.Server.Files.Checksums;
using AgentKit.Server.Files.Direct;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Json;
using AgentKit.Server.Problems;
using MongoDB.Bson;

namespace AgentKit.Server.Files.Endpoints;

/// <summary>Uploads to the object store by a presigned request, and uploads in parts.</summary>
internal static class DirectUploadEndpoints
{
    public static async Task<IResult> BeginAsync(HttpContext context, JsonBody body, DirectUploads uploads, FileSettings settings)
    {
        var answer = await uploads.BeginAsync(context.Client().ClientId, DirectUploadRequest.Read(body, settings), context.RequestAborted);
        // The presigned request is a secret while it holds.
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/v1/clients/{context.Client().ClientId}/uploads/{answer.UploadId}", answer);
    }

    public static async Task<IResult> DescribeAsync(HttpContext context, string upload_id, UploadDocuments documents, DirectUploads uploads) =>
        await FindAsync(context, upload_id, documents) is { } upload ? TypedResults.Ok(await uploads.DescribeAsync(upload, context.RequestAborted)) : NotFound();

    public static async Task<IResult> PutPartAsync(HttpContext context, string upload_id, string part, UploadDocuments documents, DirectUploads uploads, FileSettings settings)
    {
        if (await FindAsync(context, upload_id, documents) is not { } upload)
            return NotFound();
        if (upload.StoreUploadId is null)
            return Problem.Of(StatusCodes.Status409Conflict, "upload-not-in-parts", "The upload isn't one in parts", "Make its presigned request instead.");
        if (!int.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number < 1 || number > upload.Parts)
            return Problem.Invalid([new FieldError("part", $"It must be a number from 1 to {upload.Parts}.")]);
        var (sha256, mistake) = ChecksumHeaders.Read(context.Request.Headers, isForm: false);
        if (mistake is not null)
            return Problem.Invalid([new FieldError(ChecksumHeaders.Plain, mistake)]);
        if (context.Request.ContentLength is not { } length)
            return FileProblems.LengthRequired();
        if (length != upload.LengthOfPart(number))
            return Problem.Of(StatusCodes.Status422UnprocessableEntity, "size-mismatch", "The size isn't the announced one", $"Part {number} of this upload has {upload.LengthOfPart(number)} bytes.");

        BodyLimits.Apply(context, length, settings);
        return TypedResults.Ok(await uploads.PutPartAsync(upload, number, sha256, context.Request.Body, context.RequestAborted));
    }

    public static async Task<IResult> CompleteAsync(HttpContext context, string upload_id, UploadDocuments documents, FileDocuments files, UploadCompletion completion, UploadOutcomes outcomes)
    {
        var client = context.Client();
        var upload = await FindAsync(context, upload_id, documents);
        if (upload is { State: not UploadState.Stored })
            return await outcomes.OfAsync(client.ClientId, upload.FileCategory, cancellationToken => completion.CompleteAsync(upload, cancellationToken));
        // Completed before, by a request whose answer got lost.
        if (ObjectId.TryParse(upload_id, out var id) && await files.FindAsync(client.ClientId, id, context.RequestAborted) is { } file)
            return TypedResults.Ok(FileAnswer.Of(file));
        // Taken, and then the database went away before it had a file of it.
        if (upload is not null && !await files.ExistsAsync(upload.Id, context.RequestAborted))
            return await outcomes.OfAsync(client.ClientId, upload.FileCategory, cancellationToken => completion.ResumeAsync(upload, cancellationToken));
        return NotFound();
    }

    public static async Task<IResult> AbortAsync(HttpContext context, string upload_id, UploadDocuments documents, DirectUploads uploads)
    {
        if (await FindAsync(context, upload_id, documents) is not { } upload)
            return NotFound();
        await uploads.AbortAsync(upload, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static async Task<UploadInProgress?> FindAsync(HttpContext context, string uploadId, UploadDocuments documents) =>
        ObjectId.TryParse(uploadId, out var id) ? await documents.FindAsync(context.Client().ClientId, id, context.RequestAborted) : null;

    private static IResult NotFound() => Problem.NotFound("upload");
}
