namespace AgentKit.KillHost;

/// <summary>The system's clock, set forward by so much that every lease of a dead process has ended.</summary>
internal sealed class LaterTime(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
}
