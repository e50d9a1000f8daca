namespace AgentKit.Server.Health;

/// <summary>Whether new requests should be sent here. Once draining, never again.</summary>
internal sealed class Readiness
{
    private volatile bool draining;

    public bool IsDraining => draining;

    public void Drain() => draining = true;
}
