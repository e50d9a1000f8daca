namespace Pipeline.Kubernetes.Tests.Reporting;

internal sealed class FixedClock(int year, int month, int day) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(year, month, day, 23, 59, 0, TimeSpan.Zero);
}
