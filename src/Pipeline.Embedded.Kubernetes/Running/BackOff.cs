namespace Pipeline.Embedded.Kubernetes.Running;

/// <summary>Waits that double: the first failure waits nothing, the next the shortest wait, and so on to the longest.</summary>
internal sealed class BackOff(PodTimings timings)
{
    private TimeSpan next = TimeSpan.Zero;

    /// <param name="ranFor">How long it went well before this failure.</param>
    public TimeSpan Next(TimeSpan ranFor)
    {
        if (ranFor >= timings.BackOffForgotten)
            next = TimeSpan.Zero;

        var wait = next;
        next = wait == TimeSpan.Zero ? timings.RestartBackOff : wait * 2 < timings.LongestBackOff ? wait * 2 : timings.LongestBackOff;
        return wait;
    }
}
