using AgentKit.Server.Organizations;
using MongoDB.Bson;

namespace AgentKit.Server.Auditing;

/// <summary>A document of <c>audit_log</c>.</summary>
internal sealed record AuditRecord : IOrganizationDocument
{
    public ObjectId Id { get; init; }

    public required string OrganizationId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Subject { get; init; }

    public required string Action { get; init; }

    public required string ResourceType { get; init; }

    public required string ResourceId { get; init; }

    public string? ClientId { get; init; }

    public required string TraceId { get; init; }

    public Dictionary<string, string>? Details { get; init; }
}
