using AgentKit.Server.Access;
using AgentKit.Server.Auditing;
using AgentKit.Server.Clients;
using AgentKit.Server.Files.Categories;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Quarantine;
using AgentKit.Server.Json;
using AgentKit.Server.Paging;
using AgentKit.Server.Problems;
using Microsoft.Net.Http.Headers;
using MongoDB.Bson;

namespace AgentKit.Server.Files.Endpoints;

/// <summary>Files that are stored: listing, describing, deleting.</summary>
internal static class FileEndpoints
{
    private const int DefaultLimit = 50, MaxLimit = 200;

    public static async Task<IResult> ListAsync(HttpContext context, FileDocuments files, CursorCodec cursors)
    {
        var client = context.Client().ClientId;
        var (query, list) = Read(context.Request.Query, client, files.OrganizationId, cursors);
        var found = await files.ListAsync(query, context.RequestAborted);
        var items = found.Take(query.Limit).ToList();
        var next = found.Count > query.Limit ? cursors.Write(files.OrganizationId, list, new CursorPosition(items[^1].UploadedAt, items[^1].Id)) : null;
        return TypedResults.Ok(new Page<FileAnswer>([.. items.Select(FileAnswer.Of)], next));
    }

    public static async Task<IResult> DescribeAsync(HttpContext context, string file_id, FileDocuments files)
    {
        if (await FindAsync(context, file_id, files) is not { } file)
            return Problem.NotFound("file");
        context.Response.Headers.ETag = FileAnswer.ETagOf(file);
        return Matches(context.Request.Headers.IfNoneMatch, file) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(FileAnswer.Of(file));
    }

    public static async Task<IResult> DeleteAsync(HttpContext context, string file_id, FileDocuments files, FilePublisher publisher, QuarantineBell bell, IAuditLog audit, Caller caller, TimeProvider time)
    {
        if (await FindAsync(context, file_id, files) is not { } file)
            return Problem.NotFound("file");
        if (context.Request.Headers.IfMatch.Count > 0 && !Matches(context.Request.Headers.IfMatch, file))
            return Changed();

        // A check of it may be under way, and copy it once more: what that leaves is cleaned away when it must have ended.
        var now = time.GetUtcNow();
        var isChecked = file.Status != FileStatus.Quarantined;
        if (await files.DeleteAsync(file, caller.Subject, isChecked ? now : now + QuarantineCheck.Lease, context.RequestAborted) is not { } deleted)
            return Changed();
        await audit.WriteAsync(new AuditEvent { Action = "file.deleted", ResourceType = "file", ResourceId = file_id, ClientId = file.ClientId }, CancellationToken.None);
        await publisher.TryRemoveAsync(files, deleted, isLast: isChecked);
        bell.Ring();
        return TypedResults.NoContent();
    }

    internal static async Task<StoredFile?> FindAsync(HttpContext context, string fileId, FileDocuments files) =>
        ObjectId.TryParse(fileId, out var id) ? await files.FindAsync(context.Client().ClientId, id, context.RequestAborted) : null;

    private static bool Matches(Microsoft.Extensions.Primitives.StringValues header, StoredFile file) =>
        EntityTagHeaderValue.TryParseList([.. header.OfType<string>()], out var tags) && tags.Any(x => x.Tag == "*" || x.Tag == FileAnswer.ETagOf(file));

    private static IResult Changed() => Problem.Of(StatusCodes.Status412PreconditionFailed, "precondition-failed", "The file has changed", "Get it again, look at what changed, and send the request with its new ETag.");

    private static (FileListQuery Query, string List) Read(IQueryCollection query, string client, string organization, CursorCodec cursors)
    {
        List<FieldError> errors = [];
        var category = FileCategories.Find(query["category"]);
        if (query.ContainsKey("category") && category is null)
            errors.Add(Receiving.UploadRequest.WrongCategory());
        FileStatus? status = SnakeCase.TryParse<FileStatus>(query["status"], out var parsed) && parsed != FileStatus.Deleted ? parsed : null;
        if (query.ContainsKey("status") && status is null)
            errors.Add(new FieldError("status", "It must be one of quarantined, available, rejected."));
        var limit = DefaultLimit;
        if (query.ContainsKey("limit") && (!int.TryParse(query["limit"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
            errors.Add(new FieldError("limit", $"It must be a number from 1 to {MaxLimit}."));
        var list = $"files?client={client}&category={category}&status={status}";
        CursorPosition? after = null;
        if (query.ContainsKey("cursor"))
        {
            if (cursors.TryRead(organization, list, query["cursor"], out var position))
                after = position;
            else
                errors.Add(new FieldError("cursor", "It must be the next_cursor of a page of this list, with the same filter."));
        }

        return errors.Count == 0 ? (new FileListQuery(client, category, status, after, limit), list) : throw new ProblemException(Problem.Invalid(errors));
    }
}
