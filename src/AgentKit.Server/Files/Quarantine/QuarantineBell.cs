namespace AgentKit.Server.Files.Quarantine;

/// <summary>Wakes the worker when a file came into quarantine, so that it need not wait for its next look.</summary>
internal sealed class QuarantineBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        lock (_rung)
        {
            if (_rung.CurrentCount == 0)
                _rung.Release();
        }
    }

    /// <summary>Waits for the bell, or for as long as is given.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _rung.WaitAsync(atMost, cancellationToken);

    public void Dispose() => _rung.Dispose();
}
