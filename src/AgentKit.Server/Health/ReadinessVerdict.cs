namespace AgentKit.Server.Health;

/// <summary>What a check found.</summary>
/// <param name="IsReady">Whether requests can be answered.</param>
/// <param name="Detail">A sentence about it; null where there is nothing to say.</param>
internal sealed record ReadinessVerdict(bool IsReady, string? Detail = null)
{
    public static ReadinessVerdict Ready { get; } = new(true);
}
