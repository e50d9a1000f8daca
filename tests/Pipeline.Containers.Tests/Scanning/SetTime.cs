namespace Pipeline.Containers.Tests.Scanning;

/// <summary>A clock that stands.</summary>
internal sealed class SetTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
