namespace AgentKit.Server.Tests.Files;

/// <summary>The system's clock, set forward: what would have to be waited for has passed.</summary>
internal sealed class LaterTime : TimeProvider
{
    private TimeSpan _by;

    public void Pass(TimeSpan time) => _by += time;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _by;
}
