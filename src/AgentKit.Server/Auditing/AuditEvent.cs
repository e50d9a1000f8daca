namespace AgentKit.Server.Auditing;

/// <summary>Something that a security review would ask about. It holds ids, never contents or personal data.</summary>
internal sealed record AuditEvent
{
    /// <summary>What happened, in the past tense: <c>api_key.created</c>, <c>client.transitioned</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What kind of thing it happened to: <c>client</c>, <c>api_key</c>, <c>file</c>.</summary>
    public required string ResourceType { get; init; }

    /// <summary>The thing's id.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The client that it belongs to, where it belongs to one.</summary>
    public string? ClientId { get; init; }

    /// <summary>More facts: from, to, a reason's length. Never a secret or personal data.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();
}
