namespace AgentKit.Server.Auditing;

/// <summary>Something that happened in an organization, as callers see it.</summary>
internal sealed record AuditEntryView
{
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it: a person's id at the identity provider, or <c>key:</c> and an API key's id.</summary>
    public required string Subject { get; init; }

    /// <summary>What happened, such as <c>api_key.created</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What kind of thing it happened to.</summary>
    public required string ResourceType { get; init; }

    /// <summary>Which one.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The client that it belongs to.</summary>
    public string? ClientId { get; init; }

    /// <summary>Finds the request's log lines.</summary>
    public required string TraceId { get; init; }

    /// <summary>More facts.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    public static AuditEntryView Of(AuditRecord record) => new()
    {
        At = record.At,
        Subject = record.Subject,
        Action = record.Action,
        ResourceType = record.ResourceType,
        ResourceId = record.ResourceId,
        ClientId = record.ClientId,
        TraceId = record.TraceId,
        Details = record.Details,
    };
}
