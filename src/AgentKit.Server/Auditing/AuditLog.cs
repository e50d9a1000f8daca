using System.Diagnostics;
using AgentKit.Server.Access;
using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.Auditing;

/// <summary>Writes to <c>audit_log</c>, which the service never changes and never deletes from.</summary>
internal sealed class AuditLog(OrganizationDatabase database, Caller caller, TimeProvider time) : IAuditLog
{
    public const string CollectionName = "audit_log";

    public Task<T?> RecordAsync<T>(Func<CancellationToken, Task<T?>> change, Func<T, AuditEvent> describe)
        where T : class => database.InTransactionAsync(async cancellationToken =>
    {
        var changed = await change(cancellationToken);
        if (changed is not null)
            await WriteAsync(describe(changed), cancellationToken);
        return changed;
    });

    public Task WriteAsync(AuditEvent auditEvent, CancellationToken cancellationToken) => database.Collection<AuditRecord>(CollectionName).InsertAsync(
        new AuditRecord
        {
            Id = ObjectId.GenerateNewId(),
            OrganizationId = caller.OrganizationId,
            At = time.GetUtcNow(),
            Subject = caller.Subject,
            Action = auditEvent.Action,
            ResourceType = auditEvent.ResourceType,
            ResourceId = auditEvent.ResourceId,
            ClientId = auditEvent.ClientId,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? "",
            Details = auditEvent.Details.Count == 0 ? null : auditEvent.Details.ToDictionary(),
        },
        cancellationToken);
}
