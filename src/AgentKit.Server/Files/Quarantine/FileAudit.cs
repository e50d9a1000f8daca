using System.Diagnostics;
using AgentKit.Server.Auditing;
using AgentKit.Server.Files.Documents;
using AgentKit.Server.Json;
using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.Files.Quarantine;

/// <summary>Records what happens to files without a caller.</summary>
internal sealed class FileAudit(ServiceDatabase database, TimeProvider time)
{
    private const string Subject = "service:files";

    public Task WriteAsync(StoredFile file, string action, Dictionary<string, string> details, CancellationToken cancellationToken) =>
        database.Of(file.OrganizationId).Collection<AuditRecord>(AuditLog.CollectionName).InsertAsync(
            new AuditRecord
            {
                Id = ObjectId.GenerateNewId(),
                OrganizationId = file.OrganizationId,
                At = time.GetUtcNow().ToMilliseconds(),
                Subject = Subject,
                Action = action,
                ResourceType = "file",
                ResourceId = file.Id.ToString(),
                ClientId = file.ClientId,
                TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
                Details = details,
            },
            cancellationToken);
}
