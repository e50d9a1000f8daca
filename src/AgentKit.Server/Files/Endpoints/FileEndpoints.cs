using AgentKit.Server.Access;
using AgentKit.Server.Auditing;
using AgentKit.Server.Clients;
using AgentKit.Server.Files.Categories;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Quarantine;
using AgentKit.Server.Paging;
using AgentKit.Server.Preconditions;
using AgentKit.Server.Problems;
using MongoDB.Bson;

namespace AgentKit.Server.Files.Endpoints;

/// <summary>Files that are stored: listing, describing, deleting.</summary>
internal static class FileEndpoints
{
    public static async Task<IResult> ListAsync(HttpContext context, Pager pager)
    {
        var query = new QueryReader(context);
        var (category, status) = (query.Choice<FileCategory>("category"), query.Choice<FileStatus>("status"));
        var page = PageRequest.Read(query);
        query.ThrowIfInvalid();

        var clientId = context.Client().ClientId;
        var list = new PagedList<StoredFile>
        {
            Collection = StoredFile.CollectionName,
            Identity = $"clients/{clientId}/files?category={category}&status={status}",
            Filter = FileDocuments.Of(clientId, category, status),
            TimeField = "uploaded_at",
            Position = x => new CursorPosition(x.UploadedAt, x.Id),
        };
        return TypedResults.Ok(await pager.ReadAsync(list, page, FileAnswer.Of, context.RequestAborted));
    }

    public static async Task<IResult> DescribeAsync(HttpContext context, string file_id, FileDocuments files) =>
        await FindAsync(context, file_id, files) is { } file ? new VersionedResult<FileAnswer>(FileAnswer.Of(file), file.Version) : Problem.NotFound("file");

    public static async Task<IResult> DeleteAsync(HttpContext context, string file_id, FileDocuments files, FilePublisher publisher, QuarantineBell bell, IAuditLog audit, Caller caller, TimeProvider time)
    {
        if (await FindAsync(context, file_id, files) is not { } file)
            return Problem.NotFound("file");
        // A file's content never changes, so which version is deleted matters only to who says so.
        if (context.Request.Headers.IfMatch.Count > 0 && EntityTag.CheckMatch(context, file.Version) is { } refused)
            return refused;

        // A check of it may be under way, and copy it once more: what that leaves is cleaned away when it must have ended.
        var now = time.GetUtcNow();
        var isChecked = file.Status != FileStatus.Quarantined;
        var deleted = await audit.RecordAsync(
            x => files.DeleteAsync(file, caller.Subject, isChecked ? now : now + QuarantineCheck.Lease, x),
            x => new AuditEvent { Action = "file.deleted", ResourceType = "file", ResourceId = x.Id.ToString(), ClientId = x.ClientId });
        if (deleted is null)
            return EntityTag.Stale();
        await publisher.TryRemoveAsync(files, deleted, isLast: isChecked);
        bell.Ring();
        return TypedResults.NoContent();
    }

    internal static async Task<StoredFile?> FindAsync(HttpContext context, string fileId, FileDocuments files) =>
        ObjectId.TryParse(fileId, out var id) ? await files.FindAsync(context.Client().ClientId, id, context.RequestAborted) : null;
}
