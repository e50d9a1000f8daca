namespace Pipeline.Containers.Registries.Http;

/// <summary>Ends a request when nothing moved for too long; each byte that goes either way begins the time anew.</summary>
internal sealed class RequestDeadline : IDisposable
{
    private readonly TimeSpan timeout;
    private readonly CancellationToken outer;
    private readonly CancellationTokenSource stalled;
    private readonly CancellationTokenSource linked;

    public RequestDeadline(TimeSpan timeout, TimeProvider time, CancellationToken outer)
    {
        (this.timeout, this.outer) = (timeout, outer);
        stalled = new CancellationTokenSource(timeout, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(stalled.Token, outer);
    }

    public CancellationToken Token => linked.Token;

    /// <summary>True when it was this deadline, not the caller, that ended the request.</summary>
    public bool IsStalled => stalled.IsCancellationRequested && !outer.IsCancellationRequested;

    public TimeSpan Timeout => timeout;

    public void Progress() => stalled.CancelAfter(timeout);

    public void Dispose()
    {
        linked.Dispose();
        stalled.Dispose();
    }
}
