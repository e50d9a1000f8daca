using AgentKit.Server.Auditing;
using AgentKit.Server.Files.Categories;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Files.Observing;
using AgentKit.Server.Files.Refusing;
using AgentKit.Server.Preconditions;
using MongoDB.Driver;

namespace AgentKit.Server.Files.Endpoints;

/// <summary>Makes the answer of an upload: the file, or why it isn't taken.</summary>
internal sealed partial class UploadOutcomes(IHttpContextAccessor accessor, IAuditLog audit, FileMetrics metrics, ILogger<UploadOutcomes> logger)
{
    private static readonly RefusalReason[] s_harmful = [RefusalReason.Executable, RefusalReason.ActiveContent, RefusalReason.Polyglot, RefusalReason.ArchiveBomb, RefusalReason.UnsafeArchive];

    public async Task<IResult> OfAsync(string clientId, FileCategory category, Func<CancellationToken, Task<StoredFile>> upload)
    {
        var context = accessor.HttpContext!;
        try
        {
            var file = await upload(context.RequestAborted);
            var status = file.Status == FileStatus.Available ? StatusCodes.Status201Created : StatusCodes.Status202Accepted;
            return new VersionedResult<FileAnswer>(FileAnswer.Of(file), file.Version, status, FileAnswer.AddressOf(file));
        }
        catch (ContentRefusedException refused)
        {
            metrics.Refused(category, refused.Refusal.Slug);
            await AuditAsync(clientId, category, refused.Refusal);
            return FileProblems.Of(refused.Refusal);
        }
    }

    /// <summary>Somebody who sends harmful content is worth knowing of; that the database is away now must not turn a refusal into a failure.</summary>
    private async Task AuditAsync(string clientId, FileCategory category, Refusal refusal)
    {
        if (!s_harmful.Contains(refusal.Reason))
            return;
        try
        {
            await audit.WriteAsync(new AuditEvent { Action = "file.refused", ResourceType = "client", ResourceId = clientId, ClientId = clientId, Details = new Dictionary<string, string> { ["reason"] = refusal.Slug, ["category"] = category.Name() } }, CancellationToken.None);
        }
        catch (Exception error) when (error is MongoException or TimeoutException)
        {
            LogNotAudited(logger, refusal.Slug, error);
        }
    }

    [LoggerMessage(52, LogLevel.Warning, "An upload was refused ({Reason}), and the audit log could not be written.")]
    private static partial void LogNotAudited(ILogger logger, string reason, Exception error);
}
