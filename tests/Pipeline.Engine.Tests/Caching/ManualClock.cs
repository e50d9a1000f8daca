namespace Pipeline.Engine.Tests.Caching;

/// <summary>A clock that stands still, off from the real one by what a test says.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;

    public TimeSpan Offset { get; set; }

    public override DateTimeOffset GetUtcNow() => _start + Offset;
}
