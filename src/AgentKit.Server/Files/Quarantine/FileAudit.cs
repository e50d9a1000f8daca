using System.Diagnostics;
using AgentKit.Server.Auditing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Driver;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>Records what happens to files without a caller.</summary>
internal sealed class FileAudit(ServiceDatabase database, TimeProvider time)
{
    private const string Subject = "service:files";

    /// <summary>A file was rejected. Asked again it changes nothing: a file is rejected once, and the entry has its id.</summary>
    public async Task RejectedAsync(StoredFile file, CancellationToken cancellationToken)
    {
        var details = new Dictionary<string, string> { ["reason"] = file.RejectionReason! };
        if (file.Malware is { } malware)
            details["malware"] = malware;
        var entry = new AuditRecord
        {
            Id = file.Id,
            OrganizationId = file.OrganizationId,
            At = file.CheckedAt ?? time.GetUtcNow().ToMilliseconds(),
            Subject = Subject,
            Action = "file.rejected",
            ResourceType = "file",
            ResourceId = file.Id.ToString(),
            ClientId = file.ClientId,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
            Details = details,
        };
        try
        {
            await database.Of(file.OrganizationId).Collection<AuditRecord>(AuditLog.CollectionName).InsertAsync(entry, cancellationToken);
        }
        catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            // It is there already.
        }
    }
}
