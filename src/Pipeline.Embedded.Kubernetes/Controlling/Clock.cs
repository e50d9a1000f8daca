namespace Pipeline.Embedded.Kubernetes.Controlling;

/// <summary>Times as the API has them: UTC, whole seconds.</summary>
internal static class Clock
{
    public static DateTime Now(this TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }
}
