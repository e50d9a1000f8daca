namespace AgentKit.Server.Idempotency;

/// <summary>An answer, kept to be given again.</summary>
internal sealed record IdempotentResponse
{
    public required int Status { get; init; }

    public required Dictionary<string, string> Headers { get; init; }

    public required byte[] Body { get; init; }
}
